package com.kaldrix.monitoring.anomaly.api;

import static com.kaldrix.monitoring.anomaly.anomaly.TestAnomalies.series;
import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.anomaly.anomaly.Anomaly;
import com.kaldrix.monitoring.anomaly.anomaly.TestAnomalies;
import com.kaldrix.monitoring.anomaly.event.Found;
import com.kaldrix.monitoring.anomaly.series.Calendar.TimeRange;
import com.kaldrix.monitoring.anomaly.settings.Applied;
import com.kaldrix.monitoring.anomaly.settings.CurrentSettings;
import com.kaldrix.monitoring.anomaly.stream.FindingsSink;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.severity.Severity;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

/** What people say, what follows from it, and that it is gone when it is taken back. */
class FeedbackApiTest extends ApiTest {
    private static final Labels PEERS = series("kaldrix_node_peers", "us-east-1", "network");

    private final FindingsSink desk;
    private final TransactionOperations transactions;
    private final CurrentSettings settings;

    @Autowired
    FeedbackApiTest(FindingsSink desk, TransactionOperations transactions, CurrentSettings settings) {
        this.desk = desk;
        this.transactions = transactions;
        this.settings = settings;
    }

    private Anomaly find(int start, int end) {
        Anomaly anomaly = TestAnomalies.of(PEERS, START.plusSeconds(start), START.plusSeconds(end), Severity.P2);
        transactions.executeWithoutResult(status -> {
            try (FindingsSink.Writing writing = desk.begin(START)) {
                writing.found(anomaly.series(), new Found(anomaly, TestAnomalies.trace(START)));
            }
        });
        return anomaly;
    }

    private Applied judged(Labels labels, int second) {
        settings.refresh();
        return settings.get().at(labels, START.plusSeconds(second).toEpochMilli());
    }

    private boolean isTold(int start) {
        Anomaly anomaly = find(start, start + 60);
        return body(get(VIEWER, "/api/v1/events"))
                .path("items")
                .valueStream()
                .anyMatch(event -> body(get(
                                VIEWER, "/api/v1/events/" + event.path("id").stringValue()))
                        .path("anomalies")
                        .valueStream()
                        .anyMatch(one ->
                                one.path("id").stringValue().equals(anomaly.id().toString())));
    }

    private JsonNode give(String document) {
        var answer = post(RESPONDER, "/api/v1/feedback", document);
        assertThat(answer).hasStatus(201);
        return body(answer);
    }

    private void takeBack(JsonNode feedback) {
        assertThat(call(
                        RESPONDER,
                        HttpMethod.DELETE,
                        "/api/v1/feedback/" + feedback.path("id").stringValue(),
                        ""))
                .hasStatus(204);
    }

    @Test
    void aFalsePositiveRaisesTheThresholdOfItsLikeAndIsNotToldAgainUntilItIsTakenBack() {
        Anomaly first = find(0, 60);
        clock.advance(Duration.ofSeconds(100));
        assertThat(post(RESPONDER, "/api/v1/events/" + first.id() + "/false-positive", "{\"text\":\"a drill\"}"))
                .hasStatusOk();

        JsonNode listed = body(get(VIEWER, "/api/v1/feedback")).at("/items/0");
        assertThat(listed.path("kind").stringValue()).isEqualTo("false-positive");
        assertThat(listed.path("reason").stringValue()).isEqualTo("a drill");
        assertThat(listed.path("createdBy").stringValue()).isEqualTo("alice");
        assertThat(listed.path("threshold").doubleValue()).isEqualTo(1.1);
        assertThat(body(get(VIEWER, "/api/v1/suppressions"))
                        .at("/items/0/reason")
                        .stringValue())
                .isEqualTo("false positive: a drill");
        Labels like = series("kaldrix_node_peers", "eu-west-1", "network");
        assertThat(judged(like, 101).threshold()).isEqualTo(1.1);
        assertThat(judged(like, 99).threshold())
                .as("of readings before it was said")
                .isEqualTo(1);
        assertThat(judged(series("kaldrix_node_height", "eu-west-1", "network"), 101)
                        .threshold())
                .isEqualTo(1);
        assertThat(isTold(7200)).isFalse();

        clock.advance(Duration.ofSeconds(100));
        takeBack(listed);
        assertThat(body(get(VIEWER, "/api/v1/feedback")).path("items")).isEmpty();
        assertThat(body(get(VIEWER, "/api/v1/suppressions")).path("items")).isEmpty();
        assertThat(judged(like, 201).threshold()).isEqualTo(1);
        assertThat(judged(like, 150).threshold())
                .as("of readings while it held")
                .isEqualTo(1.1);
        assertThat(isTold(14_400)).isTrue();
        JsonNode event = body(get(VIEWER, "/api/v1/events/" + first.id()));
        assertThat(event.at("/event/status").stringValue()).isEqualTo("open");
        assertThat(event.path("timeline")
                        .valueStream()
                        .map(one -> one.path("action").stringValue()))
                .containsExactly("false-positive", "reopen");
        assertThat(body(get(ADMIN, "/api/v1/audit?actor=alice"))
                        .path("items")
                        .valueStream()
                        .map(item -> item.path("action").stringValue()))
                .contains("feedback.create", "feedback.delete");
    }

    @Test
    void whatIsExpectedUntilATimeIsNeitherToldNorLearntUntilThen() {
        Anomaly first = find(0, 60);
        clock.advance(Duration.ofSeconds(60));
        JsonNode given = give("{\"kind\":\"expected\",\"event\":\"" + first.id()
                + "\",\"until\":\"2026-03-01T13:00:00Z\",\"reason\":\"a move\"}");
        assertThat(given.at("/excluded/0/to").stringValue()).isEqualTo("2026-03-01T13:00:00Z");
        assertThat(body(get(VIEWER, "/api/v1/events/" + first.id()))
                        .at("/event/status")
                        .stringValue())
                .isEqualTo("expected");
        assertThat(judged(PEERS, 61).excluded())
                .containsExactly(new TimeRange(START.plusSeconds(60), START.plusSeconds(3600)));
        assertThat(judged(PEERS, 3600).excluded()).isEmpty();
        assertThat(isTold(3000)).isFalse();
        assertThat(isTold(3700)).isTrue();
    }

    @Test
    void whatIsExpectedOnACalendarIsNotToldAtItsHours() {
        give("{\"kind\":\"expected\",\"series\":\"{__name__=\\\"kaldrix_node_peers\\\"}\","
                + "\"calendar\":\"sun 12:30-13:00 UTC\",\"reason\":\"weekly restart\"}");
        assertThat(isTold(600)).as("12:10").isTrue();
        assertThat(isTold(2400)).as("12:40").isFalse();
        assertThat(isTold(86_400 + 2400)).as("on Monday").isTrue();
    }

    @Test
    void theTimeOfAnIncidentIsKeptOutOfWhatIsLearntAndOfAnEventTheLastWordCounts() {
        Anomaly first = find(0, 60);
        clock.advance(Duration.ofSeconds(100));
        post(RESPONDER, "/api/v1/events/" + first.id() + "/false-positive", "{\"text\":\"nothing\"}");
        post(RESPONDER, "/api/v1/events/" + first.id() + "/resolve", "{\"text\":\"a switch\"}");

        JsonNode all = body(get(VIEWER, "/api/v1/feedback")).path("items");
        assertThat(all).hasSize(1);
        assertThat(all.at("/0/kind").stringValue()).isEqualTo("incident");
        assertThat(body(get(VIEWER, "/api/v1/suppressions")).path("items")).isEmpty();
        assertThat(judged(PEERS, 101).excluded()).containsExactly(new TimeRange(START, START.plusSeconds(60)));
        takeBack(all.get(0));
        clock.advance(Duration.ofSeconds(10));
        assertThat(judged(PEERS, 111).excluded()).isEmpty();
    }

    @Test
    void isSaidOfASingleAnomaly() {
        Anomaly first = find(0, 60);
        JsonNode given = give("{\"kind\":\"false-positive\",\"anomaly\":\"" + first.id() + "\",\"reason\":\"x\"}");
        assertThat(given.has("event")).isFalse();
        assertThat(isTold(7200)).isFalse();
        assertThat(get(VIEWER, "/api/v1/feedback/" + given.path("id").stringValue()))
                .hasStatusOk();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"kind":"nonsense","series":"{a=\\"b\\"}","reason":"x"}                | /kind
            {"series":"{a=\\"b\\"}","reason":"x"}                                  | /kind
            {"kind":"expected","series":"{a=\\"b\\"}"}                             | /reason
            {"kind":"expected","reason":"x"}                                       | /event
            {"kind":"expected","series":"{}","reason":"x"}                         | /series
            {"kind":"incident","series":"{a=\\"b\\"}","reason":"x"}                | /series
            {"kind":"expected","series":"{a=\\"b\\"}","reason":"x","until":"2026-02-01T00:00:00Z"} | /until
            {"kind":"expected","series":"{a=\\"b\\"}","reason":"x","calendar":"sometimes"} | /calendar
            {"kind":"incident","anomaly":"0198c1f2-7b5e-7d10-9c3a-2f8d6a1b4c5e","reason":"x","until":"2026-04-01T00:00:00Z"} | /until
            """)
    void refusesWhatIsWrongAndNamesIt(String document, String field) {
        var answer = post(RESPONDER, "/api/v1/feedback", document);
        assertThat(answer).hasStatus(400);
        assertThat(body(answer)
                        .path("errors")
                        .valueStream()
                        .map(error -> error.path("field").asString("")))
                .contains(field);
    }

    @Test
    void isForThoseWhoMayAndOfWhatExists() {
        String document = "{\"kind\":\"incident\",\"event\":\"" + UUID.randomUUID() + "\",\"reason\":\"x\"}";
        assertThat(post(VIEWER, "/api/v1/feedback", document)).hasStatus(403);
        assertThat(post(RESPONDER, "/api/v1/feedback", document)).hasStatus(404);
        assertThat(call(RESPONDER, HttpMethod.DELETE, "/api/v1/feedback/" + UUID.randomUUID(), ""))
                .hasStatus(404);
    }
}
