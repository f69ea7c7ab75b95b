package com.kaldrix.monitoring.metrics.ingest.push;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.metrics.ingest.http.IngestTest;
import com.kaldrix.monitoring.metrics.intake.MetricMetadata;
import com.kaldrix.monitoring.metrics.intake.MetricType;
import com.kaldrix.monitoring.metrics.series.LabelSet;
import com.kaldrix.monitoring.metrics.series.Source;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

/** Metrics as JSON: what is taken, and how it is told what is not. */
class PushHttpTest extends IngestTest {
    private static final String EMF = """
            {"_aws":{"Timestamp":1772366400000,"CloudWatchMetrics":[{"Namespace":"Shop","Dimensions":[["service"],["service","host"]],
              "Metrics":[{"Name":"Latency","Unit":"Milliseconds","StorageResolution":1},{"Name":"Orders"}]}]},
             "service":"cart","host":"h1","Latency":[10,30],"Orders":2,"requestId":"r-1"}
            """;

    @Test
    void oneMetricIsEnough() {
        MvcTestResult answer = post("{\"name\":\"backup_seconds\",\"value\":12.5}");

        assertThat(answer).hasStatusOk();
        assertThat(read(answer).path("samples").intValue()).isEqualTo(1);
        assertThat(sample("backup_seconds").timestamp()).isEqualTo(MILLIS);
        assertThat(sample("backup_seconds").source()).isEqualTo(new Source("push", "collector"));
    }

    @Test
    void everythingThatAMetricCanSayIsTaken() {
        post("""
                {"metrics":[
                  {"name":"jobs_total","labels":{"job":"backup","host":"h1"},"value":3,"timestamp":1772366399000,
                   "type":"counter","unit":"jobs","help":"Jobs done"},
                  {"name":"temperature","value":"NaN","timestamp":"2026-03-01T11:00:00+01:00"}]}
                """);

        assertThat(sample("jobs_total").labels())
                .isEqualTo(LabelSet.of(LabelSet.NAME, "jobs_total", "job", "backup", "host", "h1"));
        assertThat(sample("jobs_total").timestamp()).isEqualTo(1_772_366_399_000L);
        assertThat(sample("temperature").value()).isNaN();
        assertThat(sample("temperature").timestamp()).isEqualTo(MILLIS - 7_200_000);
        assertThat(intake.metadata())
                .containsExactly(new MetricMetadata("jobs_total", MetricType.COUNTER, "Jobs done", "jobs"));
    }

    @Test
    void listsAndLinesAreTakenToo() {
        assertThat(post("[{\"name\":\"a\",\"value\":1},{\"name\":\"b\",\"value\":2}]"))
                .hasStatusOk();
        assertThat(post("application/x-ndjson", utf8("{\"name\":\"c\",\"value\":1}\n{\"name\":\"d\",\"value\":2}\n")))
                .hasStatusOk();
        assertThat(intake.samples()).hasSize(4);
    }

    @Test
    void validMetricsAreKeptAndEverythingWrongIsNamedAtOnce() {
        MvcTestResult answer = post("""
                {"metrics":[
                  {"name":"good","value":1},
                  {"value":"many","labels":{"a":1}},
                  {"name":"late","value":1,"timestamp":1772366400},
                  {"name":"odd","value":1,"type":"rate","color":"red"}]}
                """);

        assertThat(answer).hasStatus(400).hasContentType("application/problem+json");
        JsonNode problem = read(answer);
        assertThat(problem.path("detail").stringValue()).contains("1 samples are kept");
        assertThat(fields(problem))
                .containsExactlyInAnyOrder(
                        "/metrics/1/name",
                        "/metrics/1/labels/a",
                        "/metrics/1/value",
                        "/metrics/2/timestamp",
                        "/metrics/3/type",
                        "/metrics/3/color");
        assertThat(problem.toString()).contains("looks like seconds");
        assertThat(intake.samples()).hasSize(1);
    }

    @Test
    void seriesThatTheIntakeRefusesAreNamed() {
        intake.refuse("b");

        MvcTestResult answer = post("[{\"name\":\"a\",\"value\":1},{\"name\":\"b\",\"value\":2}]");

        assertThat(answer).hasStatus(400);
        assertThat(fields(read(answer))).containsExactly("/1");
        assertThat(read(answer).path("detail").stringValue()).contains("source-limit");
        assertThat(intake.samples()).hasSize(1);
    }

    @Test
    void embeddedMetricsAreASeriesForEachSetOfDimensions() {
        assertThat(post(EMF)).hasStatusOk();

        assertThat(intake.samples()).hasSize(16);
        assertThat(intake.samples())
                .filteredOn(sample -> sample.labels().get(LabelSet.NAME).equals("aws_shop_latency_sum"))
                .extracting(sample -> sample.value() + " " + sample.labels().get("dimension_service")
                        + sample.labels().get("dimension_host"))
                .containsExactlyInAnyOrder("40.0 cart", "40.0 carth1");
        assertThat(intake.samples().getFirst().labels().get("region")).isEqualTo("eu-west-1");
    }

    @Test
    void embeddedMetricsOfTheSameTimeArePutTogether() {
        post("application/x-ndjson", utf8(EMF.replace("\n", " ") + "\n" + EMF.replace("\n", " ")));

        assertThat(intake.samples()).hasSize(16);
        assertThat(intake.samples())
                .filteredOn(sample -> sample.labels().get(LabelSet.NAME).equals("aws_shop_latency_count"))
                .extracting(sample -> sample.value())
                .containsExactly(4.0, 4.0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"Timestamp\":1772366400000 | \"Timestamp\":1772366400 | /_aws/Timestamp",
                "\"Namespace\":\"Shop\" | \"Namespace\":\"\" | /_aws/CloudWatchMetrics/0/Namespace",
                "\"host\":\"h1\" | \"host\":7 | /host",
                "\"Orders\":2 | \"Orders\":\"two\" | /Orders",
                "[10,30] | [10,null] | /Latency/1",
                "[10,30] | [] | /Latency",
                "\"Name\":\"Latency\" | \"Name\":7 | /_aws/CloudWatchMetrics/0/Metrics/0/Name",
                "[[\"service\"] | [\"service\" | /_aws/CloudWatchMetrics/0/Dimensions/0"
            })
    void embeddedMetricsThatBreakTheSpecificationAreNamed(String good, String bad, String field) {
        MvcTestResult answer = post(EMF.replace(good, bad));

        assertThat(answer).hasStatus(400);
        assertThat(fields(read(answer))).contains(field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"''", "{", "nonsense", "{\"name\":\"a\",\"value\":1} x", "7", "{\"metrics\":{}}"})
    void whatIsNoMetricIs400(String body) {
        assertThat(post(body)).hasStatus(400).hasContentType("application/problem+json");
    }

    @Test
    void aFullBufferIs503AndABodyOverTheLimit413() {
        intake.full(true);
        assertThat(post("{\"name\":\"a\",\"value\":1}")).hasStatus(503).hasHeader(HttpHeaders.RETRY_AFTER, "5");
        assertThat(post(" ".repeat(MAX_BODY + 1))).hasStatus(413);
        assertThat(post("text/plain", utf8("a 1"))).hasStatus(415);
    }

    @Test
    void theRoleIngestIsNeeded() {
        assertThat(mvc.post()
                        .uri("/api/v1/metrics")
                        .contentType("application/json")
                        .content("{}")
                        .exchange())
                .hasStatus(401);
        assertThat(mvc.post()
                        .uri("/api/v1/metrics")
                        .header(HttpHeaders.AUTHORIZATION, VIEWER)
                        .contentType("application/json")
                        .content("{}")
                        .exchange())
                .hasStatus(403);
    }

    private MvcTestResult post(String body) {
        return post("application/json", utf8(body));
    }

    private MvcTestResult post(String type, byte[] body) {
        return mvc.post()
                .uri("/api/v1/metrics")
                .header(HttpHeaders.AUTHORIZATION, INGEST)
                .contentType(type)
                .content(body)
                .exchange();
    }

    private JsonNode read(MvcTestResult answer) {
        return json.readTree(answer.getResponse().getContentAsByteArray());
    }

    private static List<String> fields(JsonNode problem) {
        return problem.path("errors")
                .valueStream()
                .map(error -> error.path("field").stringValue())
                .toList();
    }
}
