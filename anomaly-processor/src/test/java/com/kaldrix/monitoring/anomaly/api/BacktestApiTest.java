package com.kaldrix.monitoring.anomaly.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

class BacktestApiTest extends ApiTest {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final String JOBS = "/api/v1/backtest";

    /** Nothing goes on when the next test empties the tables. */
    @AfterEach
    void cancelAll() {
        body(get(VIEWER, JOBS))
                .path("items")
                .forEach(job -> call(
                        RESPONDER,
                        HttpMethod.DELETE,
                        JOBS + "/" + job.path("id").stringValue(),
                        ""));
    }

    /** A spike of five rows each 700 rows, from the 900th on. */
    private static String csv(int rows, boolean labelled) {
        Random random = new Random(3);
        StringBuilder text = new StringBuilder(labelled ? "timestamp,value,label\n" : "timestamp,value\n");
        for (int i = 0; i < rows; i++) {
            boolean spike = isSpike(i);
            text.append(BEGIN.plusSeconds(60L * i))
                    .append(',')
                    .append(100 + random.nextGaussian() + (spike ? 60 : 0))
                    .append(labelled ? spike ? ",1" : ",0" : "")
                    .append('\n');
        }
        return text.toString();
    }

    private static boolean isNearASpike(long row) {
        return LongStream.rangeClosed(row - 5, row + 5).anyMatch(near -> isSpike((int) near));
    }

    private static boolean isSpike(int row) {
        return row >= 900 && (row - 900) % 700 < 5;
    }

    private JsonNode ended(MvcTestResult asked) {
        assertThat(asked).hasStatus(202);
        String job = JOBS + "/" + body(asked).path("id").stringValue();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !List.of("queued", "running")
                        .contains(body(get(VIEWER, job)).path("state").stringValue()));
        return body(get(VIEWER, job));
    }

    @Test
    void findsWhatIsUnusualAndScoresLabels() throws Exception {
        JsonNode job = ended(send(RESPONDER, JOBS + "?seed=2", "text/csv", csv(2500, true)));
        assertThat(job.path("state").stringValue()).as(job.toString()).isEqualTo("done");
        assertThat(job.path("progress").doubleValue()).isEqualTo(1);
        assertThat(job.at("/result/rows").intValue()).isEqualTo(2500);
        JsonNode labels = job.at("/result/labels");
        assertThat(labels.path("events").intValue()).isEqualTo(3);
        assertThat(labels.path("found").intValue()).isPositive();
        assertThat(labels.path("f1").doubleValue())
                .isCloseTo(
                        2
                                * labels.path("precision").doubleValue()
                                * labels.path("recall").doubleValue()
                                / (labels.path("precision").doubleValue()
                                        + labels.path("recall").doubleValue()),
                        within(1e-9));
        assertThat(labels.path("vusPr").doubleValue()).isBetween(0.05, 1.0);
        List<Long> begun = job.at("/result/anomalies")
                .valueStream()
                .map(anomaly -> Duration.between(
                                BEGIN, Instant.parse(anomaly.path("from").stringValue()))
                        .toMinutes())
                .toList();
        assertThat(begun).as("the first spike").anyMatch(row -> Math.abs(row - 900) <= 5);
        assertThat(begun.stream().filter(row -> !isNearASpike(row)))
                .as("one false page in 2,500 readings of noise may be")
                .hasSizeLessThanOrEqualTo(1);

        var scores = get(VIEWER, JOBS + "/" + job.path("id").stringValue() + "/scores.csv");
        assertThat(scores).hasStatusOk().hasContentTypeCompatibleWith("text/csv");
        List<String> rows = scores.getResponse().getContentAsString().lines().toList();
        assertThat(rows).hasSize(2501).startsWith("timestamp,score,alert");
        assertThat(rows.get(1)).startsWith("2026-01-01T00:00:00Z,");
        assertThat(rows.stream().filter(row -> row.endsWith(",1")))
                .hasSize(job.at("/result/alerts").intValue());
    }

    @Test
    void takesLabelsAsTimesAndGivesTheSameForTheSameSeed() {
        String document = json.writeValueAsString(Map.of(
                "csv",
                csv(1000, false),
                "seed",
                5,
                "labels",
                List.of(Map.of("from", "2026-01-01T15:00:00Z", "to", "2026-01-01T15:04:00Z"))));
        JsonNode first = ended(post(RESPONDER, JOBS, document));
        JsonNode second = ended(post(RESPONDER, JOBS, document));
        assertThat(first.at("/result/labels/events").intValue()).isEqualTo(1);
        assertThat(first.path("result")).isEqualTo(second.path("result"));
    }

    @Test
    void looksAtWhatWasUploadedToAMetricSet() {
        String set = body(post(
                        ADMIN,
                        "/api/v1/metric-sets",
                        "{\"metric_set_name\":\"s\",\"metric_list\":[{\"metric_name\":\"value\"}]}"))
                .path("id")
                .stringValue();
        assertThat(send(ADMIN, "/api/v1/metric-sets/" + set + "/readings", "text/csv", csv(400, false)))
                .hasStatusOk();
        JsonNode job = ended(
                post(
                        RESPONDER,
                        JOBS,
                        "{\"metric_set\":\"s\",\"metric\":\"value\",\"from\":\"2026-01-01T01:00:00Z\",\"to\":\"2026-01-01T03:00:00Z\"}"));
        assertThat(job.at("/result/rows").intValue()).isEqualTo(120);
        assertThat(job.path("source").stringValue()).isEqualTo("metric set s/value");
    }

    @Test
    void isCancelledAndSaysSo() {
        var asked = send(RESPONDER, JOBS, "text/csv", csv(30_000, false));
        assertThat(asked).hasStatus(202);
        String job = JOBS + "/" + body(asked).path("id").stringValue();
        assertThat(get(VIEWER, job + "/scores.csv")).hasStatus(404);
        assertThat(call(RESPONDER, HttpMethod.DELETE, job, "")).hasStatus(204);
        JsonNode cancelled = body(get(VIEWER, job));
        assertThat(cancelled.path("state").stringValue()).isEqualTo("cancelled");
        // A job that goes on unasked would keep this one from beginning.
        assertThat(ended(send(RESPONDER, JOBS, "text/csv", csv(10, false)))
                        .path("state")
                        .stringValue())
                .isEqualTo("done");
        assertThat(body(get(VIEWER, job)).path("state").stringValue()).isEqualTo("cancelled");
    }

    @Test
    void takesNoMoreThanMayWait() {
        String large = csv(30_000, false);
        int taken = 0;
        MvcTestResult answer;
        do {
            answer = send(RESPONDER, JOBS, "text/csv", large);
            taken++;
        } while (answer.getResponse().getStatus() == 202 && taken < 20);
        assertThat(answer).hasStatus(409);
        assertThat(taken).isBetween(9, 12);
    }

    @Test
    void aJobWhoseReplicaIsGoneIsLostAndSaysSo() {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                        insert into backtest_job (id, source, state, runner, total_rows, created_by, created_at, heartbeat_at)
                        values (:id, 'x', 'running', 'gone', 10, 'alice', :at, :at)""")
                .param("id", id)
                .param("at", java.sql.Timestamp.from(START))
                .update();
        clock.advance(Duration.ofSeconds(59));
        assertThat(body(get(VIEWER, JOBS + "/" + id)).path("state").stringValue())
                .isEqualTo("running");
        clock.advance(Duration.ofSeconds(2));
        JsonNode lost = body(get(VIEWER, JOBS + "/" + id));
        assertThat(lost.path("state").stringValue()).isEqualTo("lost");
        assertThat(lost.path("reason").stringValue()).contains("gone");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                        | /csv
            {"csv":"timestamp,value~1,2","metric_set":"s"}            | /csv
            {"csv":""}                                                | /csv
            {"csv":"timestamp,value~yesterday,2"}                     | /csv
            {"metric_set":"none","metric":"m"}                        | /metric_set
            {"metric_set":"none"}                                     | /metric
            {"csv":"timestamp,value~1,2","sensitivity":"very"}        | /sensitivity
            {"csv":"timestamp,value~1,2","tolerance":-1}              | /tolerance
            {"csv":"timestamp,value~1,2","labels":[{"from":"2026-01-01T00:00:00Z"}]} | /labels/0
            {"csv":"timestamp,value,label~1,2,maybe"}                 | /2/label
            {"csv":"timestamp,value~1,2","colour":"red"}              | /colour
            """)
    void refusesWhatIsWrongAndNamesIt(String document, String field) {
        var answer = post(RESPONDER, JOBS, document.replace("~", "\\n"));
        assertThat(answer).hasStatus(400);
        assertThat(body(answer)
                        .path("errors")
                        .valueStream()
                        .map(error -> error.path("field").asString("")))
                .contains(field);
    }

    @Test
    void refusesMoreRowsThanAreTaken() {
        var answer = send(RESPONDER, JOBS, "text/csv", csv(30_001, false));
        assertThat(answer).hasStatus(400);
        assertThat(body(answer).at("/errors/0/reason").stringValue()).contains("30001 rows");
        assertThat(send(VIEWER, JOBS, "text/csv", csv(3, false))).hasStatus(403);
        assertThat(get(VIEWER, JOBS + "/" + UUID.randomUUID())).hasStatus(404);
    }
}
