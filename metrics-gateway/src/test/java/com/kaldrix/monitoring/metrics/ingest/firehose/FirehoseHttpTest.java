package com.kaldrix.monitoring.metrics.ingest.firehose;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.metrics.ingest.http.IngestTest;
import com.kaldrix.monitoring.metrics.intake.RecordingIntake.Sample;
import com.kaldrix.monitoring.metrics.series.LabelSet;
import com.kaldrix.monitoring.metrics.series.Source;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

/** What Firehose's HTTP endpoint specification says an endpoint must do, and what becomes of metric streams. */
class FirehoseHttpTest extends IngestTest {
    private String id = "";

    @BeforeEach
    void anotherRequest() {
        id = UUID.randomUUID().toString();
    }

    @Test
    void aDeliveryIs200WithItsNumberAndTheTime() {
        MvcTestResult answer = deliver(Deliveries.body(id, Deliveries.JSON));

        assertThat(answer).hasStatus(200).hasContentType("application/json");
        JsonNode body = read(answer);
        assertThat(body.path("requestId").stringValue()).isEqualTo(id);
        assertThat(body.path("timestamp").longValue()).isEqualTo(MILLIS);
        assertThat(body.has("errorMessage")).isFalse();
    }

    @Test
    void theJsonFormatIsFourGaugesAndThePercentiles() {
        deliver(Deliveries.body(id, Deliveries.JSON));

        Sample sum = sample("aws_ec2_cpuutilization_sum");
        assertThat(sum.value()).isEqualTo(10.5);
        assertThat(sum.timestamp()).isEqualTo(Deliveries.MILLIS);
        assertThat(sum.source()).isEqualTo(new Source("firehose", "cloudwatch"));
        assertThat(sum.labels())
                .isEqualTo(LabelSet.of(
                        LabelSet.NAME,
                        "aws_ec2_cpuutilization_sum",
                        "account_id",
                        "123456789012",
                        "region",
                        "us-west-2",
                        "component",
                        "compute",
                        "dimension_InstanceId",
                        "i-0abc"));
        assertThat(sample("aws_ec2_cpuutilization_count").value()).isEqualTo(5);
        assertThat(sample("aws_ec2_cpuutilization_minimum").value()).isEqualTo(1);
        assertThat(sample("aws_ec2_cpuutilization_maximum").value()).isEqualTo(4);
        assertThat(sample("aws_ec2_cpuutilization_p99_9").value()).isEqualTo(3.9);
    }

    @Test
    void theOpenTelemetryFormatIsTheSameSeries() {
        deliver(Deliveries.body(id, Deliveries.JSON));
        var asJson = intake.samples();
        intake.clear();
        anotherRequest();

        assertThat(deliver(Deliveries.body(id, Deliveries.otlp()))).hasStatus(200);

        assertThat(intake.samples()).containsExactlyInAnyOrderElementsOf(asJson);
    }

    @Test
    void aMessageWhoseLengthIsABraceIsNoJson() {
        byte[] record = Deliveries.otlpOfLength('{');
        assertThat(record[0]).isEqualTo((byte) '{');

        assertThat(deliver(Deliveries.body(id, record))).hasStatus(200);
        assertThat(intake.samples()).isNotEmpty();
    }

    @Test
    void severalObjectsAndMessagesInARecordAreAllTaken() {
        byte[] two = utf8(Deliveries.LINE + "\n" + Deliveries.LINE.replace("i-0abc", "i-1abc") + "\n");

        deliver(Deliveries.body(id, two));

        assertThat(intake.samples()).hasSize(10);
    }

    @Test
    void deliveriesMayBeCompressed() {
        MvcTestResult answer = request(gzip(Deliveries.body(id, Deliveries.JSON)))
                .header(HttpHeaders.CONTENT_ENCODING, "gzip")
                .exchange();

        assertThat(answer).hasStatus(200);
        assertThat(intake.samples()).hasSize(5);
    }

    @Test
    void theAccessKeyIsNeededAndBothOfAChangeAreTaken() {
        byte[] body = Deliveries.body(id, Deliveries.JSON);
        MvcTestResult none = mvc.post()
                .uri("/firehose/cloudwatch")
                .header("X-Amz-Firehose-Request-Id", id)
                .contentType("application/json")
                .content(body)
                .exchange();
        assertThat(none).hasStatus(401).hasContentType("application/json");
        assertThat(read(none).path("requestId").stringValue()).isEqualTo(id);
        assertThat(read(none).path("errorMessage").stringValue()).contains("X-Amz-Firehose-Access-Key");

        assertThat(request(body, "wrong-key-0123456789").exchange()).hasStatus(401);
        assertThat(intake.samples()).isEmpty();
        assertThat(request(body, NEXT_ACCESS_KEY).exchange()).hasStatus(200);
    }

    @Test
    void aRequestThatComesAgainIsAnsweredAndNotCountedTwice() {
        byte[] body = Deliveries.body(id, Deliveries.JSON);

        assertThat(deliver(body)).hasStatus(200);
        assertThat(deliver(body)).hasStatus(200);

        assertThat(intake.samples()).hasSize(5);
    }

    @Test
    void aRequestThatWasNotKeptIsTakenWhenItComesAgain() {
        byte[] body = Deliveries.body(id, Deliveries.JSON);
        intake.full(true);
        MvcTestResult full = deliver(body);
        assertThat(full).hasStatus(503).hasHeader(HttpHeaders.RETRY_AFTER, "5").hasContentType("application/json");
        assertThat(read(full).path("requestId").stringValue()).isEqualTo(id);
        intake.full(false);

        assertThat(deliver(body)).hasStatus(200);
        assertThat(intake.samples()).hasSize(5);
    }

    @Test
    void whatCannotBeReadInADeliveryCostsTheRestNothing() {
        byte[] mixed = utf8("{\"value\":3}\n" + Deliveries.LINE + "\n{broken\n");

        assertThat(deliver(Deliveries.body(id, mixed, new byte[] {99, 1, 2}))).hasStatus(200);

        assertThat(intake.samples()).hasSize(5);
    }

    @Test
    void aDeliveryOfWhichNothingCanBeReadIs400AndSaysWhere() {
        MvcTestResult answer = deliver(Deliveries.body(id, utf8("{\"value\":3}")));

        assertThat(answer).hasStatus(400);
        assertThat(read(answer).path("errorMessage").stringValue())
                .contains("/records/0")
                .contains("value");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"requestId\":\"a\"}",
                "{\"requestId\":7,\"records\":[]}",
                "{\"requestId\":\"a b\",\"records\":[]}",
                "{\"requestId\":\"a\",\"records\":[{}]}",
                "{\"requestId\":\"a\",\"records\":[3]}",
                "{\"requestId\":\"a\",\"records\":[{\"data\":\"%%%\"}]}",
                "{\"requestId\":\"a\",\"records\":["
            })
    void aBodyThatIsNoDeliveryIs400WithTheNumberOfTheHeader(String body) {
        MvcTestResult answer = deliver(utf8(body));

        assertThat(answer).hasStatus(400).hasContentType("application/json");
        assertThat(read(answer).path("requestId").stringValue()).isEqualTo(id);
        assertThat(read(answer).path("errorMessage").stringValue()).isNotBlank();
    }

    @Test
    void theNumberOfTheHeaderMustBeThatOfTheBody() {
        assertThat(deliver(Deliveries.body("another", Deliveries.JSON))).hasStatus(400);
        assertThat(intake.samples()).isEmpty();
    }

    @Test
    void aDeliveryOverTheLimitIs413() {
        MvcTestResult answer = request(gzip(new byte[MAX_BODY + 1]))
                .header(HttpHeaders.CONTENT_ENCODING, "gzip")
                .exchange();

        assertThat(answer).hasStatus(413).hasContentType("application/json");
    }

    private MvcTestResult deliver(byte[] body) {
        return request(body).exchange();
    }

    private MockMvcRequestBuilder request(byte[] body) {
        return request(body, ACCESS_KEY);
    }

    private MockMvcRequestBuilder request(byte[] body, String key) {
        return mvc.post()
                .uri("/firehose/cloudwatch")
                .header("X-Amz-Firehose-Access-Key", key)
                .header("X-Amz-Firehose-Request-Id", id)
                .contentType("application/json")
                .content(body);
    }

    private JsonNode read(MvcTestResult answer) {
        return json.readTree(answer.getResponse().getContentAsByteArray());
    }
}
