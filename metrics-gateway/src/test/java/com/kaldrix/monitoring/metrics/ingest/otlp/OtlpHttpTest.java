package com.kaldrix.monitoring.metrics.ingest.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import com.kaldrix.monitoring.metrics.ingest.http.IngestTest;
import com.kaldrix.monitoring.metrics.intake.RecordingIntake;
import com.kaldrix.monitoring.metrics.series.LabelSet;
import com.kaldrix.monitoring.metrics.series.Source;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

/** What the specification of OTLP/HTTP says a server must do. */
class OtlpHttpTest extends IngestTest {
    private static final String PROTOBUF = "application/x-protobuf";
    private static final String JSON = "application/json";
    private static final byte[] BODY =
            Samples.request(Samples.gauge("queue.depth", "", 4)).toByteArray();

    private static final String JSON_BODY = """
            {"resourceMetrics":[{
              "resource":{"attributes":[{"key":"service.name","value":{"stringValue":"checkout"}}]},
              "scopeMetrics":[{"scope":{"name":""},"metrics":[{
                "name":"requests","description":"Requests","unit":"1","futureField":{"a":[1]},
                "sum":{"aggregationTemporality":2,"isMonotonic":true,"dataPoints":[{
                  "startTimeUnixNano":"1772366399000000000","timeUnixNano":"1772366400000000000","asInt":"7",
                  "attributes":[{"key":"ok","value":{"boolValue":true}}],
                  "exemplars":[{"timeUnixNano":"1772366400000000000","asDouble":1.5,
                    "traceId":"5B8EFFF798038103D269B633813FC60C","spanId":"eee19b7ec3c1b174"}]}]}}]}]}]}
            """;

    @Test
    void protobufIsTakenAndAnsweredInProtobufWithAnEmptyResponse() {
        MvcTestResult answer = post(PROTOBUF, BODY);

        assertThat(answer).hasStatusOk().hasContentType(PROTOBUF);
        assertThat(bytes(answer)).isEmpty();
        assertThat(sample("queue_depth").source()).isEqualTo(new Source("otlp", "collector"));
    }

    @Test
    void jsonIsTakenWithHexadecimalIdsIntegersInQuotesAndUnknownFields() throws UnsupportedEncodingException {
        MvcTestResult answer = post(JSON, utf8(JSON_BODY));

        assertThat(answer).hasStatusOk().hasContentType(JSON);
        assertThat(answer.getResponse().getContentAsString()).isEqualTo("{}");
        RecordingIntake.Sample sample = sample("requests_total");
        assertThat(sample.value()).isEqualTo(7);
        assertThat(sample.start()).isEqualTo(1_772_366_399_000L);
        assertThat(sample.labels())
                .isEqualTo(LabelSet.of(LabelSet.NAME, "requests_total", "job", "checkout", "ok", "true"));
        assertThat(intake.exemplars().getFirst().labels().get("trace_id"))
                .isEqualTo("5b8efff798038103d269b633813fc60c");
    }

    @Test
    void bothMayBeCompressed() {
        assertThat(exec(request(PROTOBUF, gzip(BODY)).header(HttpHeaders.CONTENT_ENCODING, "gzip")))
                .hasStatusOk();
        assertThat(exec(request(JSON, gzip(utf8(JSON_BODY))).header(HttpHeaders.CONTENT_ENCODING, "gzip")))
                .hasStatusOk();
        assertThat(intake.samples()).hasSize(2);
    }

    @Test
    void aContentTypeWithParametersIsTheSame() {
        assertThat(post("application/json; charset=utf-8", utf8(JSON_BODY))).hasStatusOk();
    }

    @Test
    void anEmptyRequestIsASuccess() {
        assertThat(post(PROTOBUF, new byte[0])).hasStatusOk();
        assertThat(post(JSON, utf8("{}"))).hasStatusOk();
    }

    @Test
    void aPartialSuccessCountsAndSaysWhatWasRefused() throws IOException {
        intake.refuse("queue_depth");

        MvcTestResult protobuf = post(PROTOBUF, BODY);
        assertThat(protobuf).hasStatusOk();
        ExportMetricsServiceResponse response = ExportMetricsServiceResponse.parseFrom(bytes(protobuf));
        assertThat(response.getPartialSuccess().getRejectedDataPoints()).isEqualTo(1);
        assertThat(response.getPartialSuccess().getErrorMessage()).contains("queue_depth");

        intake.refuse("requests_total");
        JsonNode partial = json.readTree(bytes(post(JSON, utf8(JSON_BODY)))).path("partialSuccess");
        assertThat(partial.path("rejectedDataPoints").stringValue()).isEqualTo("1");
        assertThat(partial.path("errorMessage").stringValue()).contains("requests_total");
    }

    @Test
    void aBodyThatCannotBeReadIs400WithAStatusInTheRequestsEncoding() throws IOException {
        MvcTestResult protobuf = post(PROTOBUF, new byte[] {0x0a, 0x7f, 1});
        assertThat(protobuf).hasStatus(400).hasContentType(PROTOBUF);
        assertThat(status(bytes(protobuf)).code()).isEqualTo(3);
        assertThat(status(bytes(protobuf)).message()).contains("ExportMetricsServiceRequest");

        MvcTestResult text = post(JSON, utf8("{\"resourceMetrics\":[{\"scopeMetrics\":7}]}"));
        assertThat(text).hasStatus(400).hasContentType(JSON);
        JsonNode read = json.readTree(bytes(text));
        assertThat(read.path("code").intValue()).isEqualTo(3);
        assertThat(read.path("message").stringValue()).contains("/resourceMetrics/0/scopeMetrics must be a list");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{\"resourceMetrics\":[{\"resource\":3}]}",
                "{\"resourceMetrics\":[]}x",
                "{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":[{\"gauge\":{\"dataPoints\":[{\"asInt\":1.5}]}}]}]}]}",
                "{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":[{\"gauge\":{\"dataPoints\":[{\"timeUnixNano\":-1}]}}]}]}]}",
                "{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":[{\"gauge\":{\"dataPoints\":[{\"exemplars\":[{\"traceId\":\"xyz\"}]}]}}]}]}]}",
                "{\"resourceMetrics\":"
            })
    void jsonThatIsNotTheMessageIs400(String body) {
        assertThat(post(JSON, utf8(body))).hasStatus(400);
    }

    @Test
    void aFullBufferIs503WithRetryAfterAndAStatus() throws IOException {
        intake.full(true);

        MvcTestResult answer = post(PROTOBUF, BODY);

        assertThat(answer)
                .hasStatus(503)
                .hasHeader(HttpHeaders.RETRY_AFTER, "5")
                .hasContentType(PROTOBUF);
        assertThat(status(bytes(answer)).code()).isEqualTo(14);
    }

    @Test
    void aBodyOverTheLimitIs413AlsoWhenOnlyItsContentIs() throws IOException {
        MvcTestResult plain = post(PROTOBUF, new byte[MAX_BODY + 1]);
        assertThat(plain).hasStatus(413);
        assertThat(status(bytes(plain)).message()).contains(Integer.toString(MAX_BODY));

        byte[] bomb = gzip(new byte[100 * MAX_BODY]);
        assertThat(bomb.length).isLessThan(MAX_BODY);
        MvcTestResult zipped = exec(request(PROTOBUF, bomb).header(HttpHeaders.CONTENT_ENCODING, "gzip"));
        assertThat(zipped).hasStatus(413);
        assertThat(status(bytes(zipped)).code()).isEqualTo(8);
    }

    @Test
    void bodiesThatTheServiceAsAWholeDoesNotTakeAreAnsweredWithAStatusToo() throws IOException {
        MvcTestResult answer = post(PROTOBUF, new byte[33 * 1024 * 1024]);

        assertThat(answer).hasStatus(413).hasContentType(PROTOBUF);
        assertThat(status(bytes(answer)).code()).isEqualTo(8);
    }

    @Test
    void otherTypesAndEncodingsAre415() throws IOException {
        assertThat(post("text/plain", BODY)).hasStatus(415);
        MvcTestResult encoding = exec(request(PROTOBUF, BODY).header(HttpHeaders.CONTENT_ENCODING, "br"));
        assertThat(encoding).hasStatus(415).hasHeader(HttpHeaders.ACCEPT_ENCODING, "gzip, identity");
        assertThat(status(bytes(encoding)).message()).contains("br");
    }

    @Test
    void whatIsNoGzipIs400() throws IOException {
        MvcTestResult answer = exec(request(PROTOBUF, BODY).header(HttpHeaders.CONTENT_ENCODING, "gzip"));

        assertThat(answer).hasStatus(400);
        assertThat(status(bytes(answer)).message()).contains("gzip");
    }

    @Test
    void whoMayNotIsToldInAStatus() throws IOException {
        MvcTestResult nobody =
                exec(mvc.post().uri("/v1/metrics").contentType(PROTOBUF).content(BODY));
        assertThat(nobody).hasStatus(401).hasContentType(PROTOBUF);
        assertThat(status(bytes(nobody)).code()).isEqualTo(16);

        MvcTestResult viewer = exec(mvc.post()
                .uri("/v1/metrics")
                .header(HttpHeaders.AUTHORIZATION, VIEWER)
                .contentType(JSON)
                .content("{}"));
        assertThat(viewer).hasStatus(403).hasContentType(JSON);
        assertThat(json.readTree(bytes(viewer)).path("code").intValue()).isEqualTo(7);
    }

    private record Status(int code, String message) {}

    private static Status status(byte[] bytes) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(bytes);
        int code = 0;
        String message = "";
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (WireFormat.getTagFieldNumber(tag) == 1) {
                code = in.readInt32();
            } else {
                message = in.readString();
            }
        }
        return new Status(code, message);
    }

    private MvcTestResult post(String type, byte[] body) {
        return exec(request(type, body));
    }

    private MockMvcRequestBuilder request(String type, byte[] body) {
        return mvc.post()
                .uri("/v1/metrics")
                .header(HttpHeaders.AUTHORIZATION, INGEST)
                .header(HttpHeaders.CONTENT_TYPE, type)
                .content(body);
    }

    private static MvcTestResult exec(MockMvcRequestBuilder request) {
        return request.exchange();
    }

    private static byte[] bytes(MvcTestResult answer) {
        return answer.getResponse().getContentAsByteArray();
    }
}
