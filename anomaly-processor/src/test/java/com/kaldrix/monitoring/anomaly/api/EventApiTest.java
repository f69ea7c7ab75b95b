package com.kaldrix.monitoring.anomaly.api;

import static com.kaldrix.monitoring.anomaly.anomaly.TestAnomalies.series;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.kaldrix.monitoring.anomaly.anomaly.Anomaly;
import com.kaldrix.monitoring.anomaly.anomaly.AnomalyType;
import com.kaldrix.monitoring.anomaly.anomaly.TestAnomalies;
import com.kaldrix.monitoring.anomaly.event.Found;
import com.kaldrix.monitoring.anomaly.stream.FindingsSink;
import com.kaldrix.monitoring.common.severity.Severity;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.transaction.support.TransactionOperations;
import org.xml.sax.InputSource;
import tools.jackson.databind.JsonNode;

class EventApiTest extends ApiTest {
    private final FindingsSink desk;
    private final TransactionOperations transactions;

    @Autowired
    EventApiTest(FindingsSink desk, TransactionOperations transactions) {
        this.desk = desk;
        this.transactions = transactions;
    }

    private Anomaly find(String metric, int start, @Nullable Integer end, Severity severity) {
        Anomaly anomaly = TestAnomalies.of(
                series(metric, "us-east-1", "network"),
                START.plusSeconds(start),
                end == null ? null : START.plusSeconds(end),
                severity);
        transactions.executeWithoutResult(status -> {
            try (FindingsSink.Writing writing = desk.begin(START)) {
                writing.found(anomaly.series(), new Found(anomaly, TestAnomalies.trace(START)));
            }
        });
        return anomaly;
    }

    @Test
    void showsAnomaliesWithTheirEvidence() {
        Anomaly one = find("kaldrix_node_peers", 0, null, Severity.P2);
        find("kaldrix_node_height", 60, 120, Severity.P1);

        JsonNode shown = body(get(VIEWER, "/api/v1/anomalies/" + one.id()));
        assertThat(shown.path("series").path("__name__").stringValue()).isEqualTo("kaldrix_node_peers");
        assertThat(shown.path("type").stringValue()).isEqualTo("dip");
        assertThat(shown.path("family").stringValue()).isEqualTo("business");
        assertThat(shown.path("expectedLow").doubleValue()).isEqualTo(40);
        assertThat(shown.has("endedAt")).isFalse();
        assertThat(shown.at("/evidence/0/sentence").stringValue()).contains("deviations below the median");

        assertThat(ids("/api/v1/anomalies")).hasSize(2);
        assertThat(ids("/api/v1/anomalies?open=true")).containsExactly(one.id().toString());
        assertThat(ids("/api/v1/anomalies?severity=P1")).hasSize(1);
        assertThat(ids("/api/v1/anomalies?type=dip&family=business&region=us-east-1&component=network"))
                .hasSize(2);
        assertThat(ids("/api/v1/anomalies?metric=kaldrix_node_height&from=2026-03-01T12:03:00Z"))
                .isEmpty();
        JsonNode first = body(get(VIEWER, "/api/v1/anomalies?limit=1"));
        assertThat(first.path("items")).hasSize(1);
        assertThat(ids("/api/v1/anomalies?limit=1&cursor=" + first.path("next").stringValue()))
                .containsExactly(one.id().toString());
    }

    private java.util.List<String> ids(String uri) {
        return body(get(VIEWER, uri))
                .path("items")
                .valueStream()
                .map(item -> item.path("id").stringValue())
                .toList();
    }

    @Test
    void showsAnAnomalyAsAPicture() throws Exception {
        Anomaly one = find("kaldrix_node_peers", 0, null, Severity.P2);
        var answer = get(VIEWER, "/api/v1/anomalies/" + one.id() + "/plot.svg");
        assertThat(answer).hasStatusOk().hasContentTypeCompatibleWith("image/svg+xml");
        String svg = answer.getResponse().getContentAsString();
        assertThat(DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(svg)))
                        .getDocumentElement()
                        .getTagName())
                .isEqualTo("svg");
        assertThat(svg).contains("kaldrix_node_peers").doesNotContain("NaN").doesNotContain("Infinity");
        Files.writeString(Files.createDirectories(Path.of("target")).resolve("plot.svg"), svg);
        assertThat(get(VIEWER, "/api/v1/anomalies/" + UUID.randomUUID() + "/plot.svg"))
                .hasStatus(404);
    }

    @Test
    void showsWhatWasLikeItInThePast() {
        Anomaly past = find("kaldrix_node_peers", 0, 60, Severity.P2);
        post(RESPONDER, "/api/v1/events/" + past.id() + "/resolve", "{\"text\":\"a switch\"}");
        Anomaly now = find("kaldrix_node_peers", 7200, null, Severity.P2);
        JsonNode details = body(get(VIEWER, "/api/v1/events/" + now.id()));
        assertThat(details.path("origins")).isEmpty();
        assertThat(details.path("similar")).hasSize(1);
        assertThat(details.at("/similar/0/id").stringValue())
                .isEqualTo(past.id().toString());
        assertThat(details.at("/similar/0/likeness").doubleValue()).isEqualTo(1);
        assertThat(details.at("/similar/0/ending").stringValue()).isEqualTo("resolved by alice after 1 min: a switch");
        assertThat(details.path("description").stringValue()).contains("Like it in the past");
    }

    @Test
    void takesWhatPeopleSayOfAnEventAndWritesItDown() {
        String event = "/api/v1/events/"
                + find("kaldrix_node_peers", 0, null, Severity.P2).id();

        assertThat(post(RESPONDER, event + "/acknowledge", "")).hasStatusOk();
        assertThat(post(RESPONDER, event + "/note", "{\"text\":\"looking\"}")).hasStatusOk();
        assertThat(body(post(RESPONDER, event + "/resolve", "{\"text\":\"a switch\"}"))
                        .path("status")
                        .stringValue())
                .isEqualTo("resolved");
        find("kaldrix_node_peers", 0, 90, Severity.P2);

        JsonNode details = body(get(VIEWER, event));
        assertThat(details.at("/event/status").stringValue()).isEqualTo("resolved");
        assertThat(details.at("/event/endedAt").stringValue()).isEqualTo("2026-03-01T12:01:30Z");
        assertThat(details.path("anomalies")).hasSize(1);
        assertThat(details.path("description").stringValue()).contains("12.35, where 40 to 45 is usual");
        assertThat(details.path("timeline")
                        .valueStream()
                        .map(entry -> entry.path("actor").stringValue() + " "
                                + entry.path("action").stringValue() + " "
                                + entry.path("text").stringValue()))
                .containsExactly("alice acknowledge ", "alice note looking", "alice resolve a switch");
        JsonNode audit = body(get(ADMIN, "/api/v1/audit?actor=alice"));
        assertThat(audit.path("items")
                        .valueStream()
                        .map(item -> item.path("action").stringValue()))
                .contains("anomaly-event.resolve", "anomaly-event.note", "anomaly-event.acknowledge");
    }

    @Test
    void aFalsePositiveIsNotToldAgainUntilTheRuleIsTakenBack() {
        Anomaly first = find("kaldrix_node_peers", 0, 60, Severity.P2);
        post(RESPONDER, "/api/v1/events/" + first.id() + "/false-positive", "{\"text\":\"a test\"}");
        JsonNode rules = body(get(VIEWER, "/api/v1/suppressions")).path("items");
        assertThat(rules).hasSize(1);
        assertThat(rules.get(0).path("direction").stringValue()).isEqualTo("below");
        assertThat(rules.get(0).path("absolute").doubleValue()).isCloseTo(27.65, within(0.01));
        assertThat(rules.get(0).path("createdBy").stringValue()).isEqualTo("alice");
        long told = told();

        Anomaly again = find("kaldrix_node_peers", 7200, null, Severity.P2);
        assertThat(told()).isEqualTo(told);
        assertThat(ids("/api/v1/anomalies"))
                .as("it is kept all the same")
                .contains(again.id().toString());
        assertThat(get(VIEWER, "/api/v1/events/" + again.id())).hasStatus(404);

        assertThat(call(
                        RESPONDER,
                        HttpMethod.DELETE,
                        "/api/v1/suppressions/" + rules.get(0).path("id").stringValue(),
                        ""))
                .hasStatus(204);
        find("kaldrix_node_peers", 14_400, null, Severity.P2);
        assertThat(told()).isEqualTo(told + 1);
    }

    @Test
    void aFalseCorrelationMakesNoRuleForTheMetric() {
        Anomaly like = TestAnomalies.of(
                series("kaldrix_node_peers", "us-east-1", "network"), START, START.plusSeconds(60), Severity.P3);
        Anomaly broken = new Anomaly(
                like.id(),
                like.series(),
                AnomalyType.CORRELATION_BREAK,
                like.startedAt(),
                like.peak(),
                like.endedAt(),
                like.severity(),
                like.evidence());
        transactions.executeWithoutResult(status -> {
            try (FindingsSink.Writing writing = desk.begin(START)) {
                writing.found(broken.series(), new Found(broken, TestAnomalies.trace(START)));
            }
        });
        assertThat(post(RESPONDER, "/api/v1/events/" + broken.id() + "/false-positive", "{\"text\":\"a test\"}"))
                .hasStatusOk();
        assertThat(body(get(VIEWER, "/api/v1/suppressions")).path("items")).isEmpty();
    }

    private long told() {
        return jdbc.sql("select count(*) from outbox where topic = 'alerts'")
                .query(Long.class)
                .single();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"series":"{a=\\"b","reason":"x"}                       | /series
            {"series":"{}","reason":"x"}                           | /series
            {"series":"{a=\\"b\\"}"}                                | /reason
            {"series":"{a=\\"b\\"}","reason":"x","direction":"up"}  | /direction
            {"series":"{a=\\"b\\"}","reason":"x","absolute":-1}     | /absolute
            {"series":"{a=\\"b\\"}","reason":"x","from":"2026-03-02T00:00:00Z","until":"2026-03-01T00:00:00Z"} | /until
            """)
    void refusesRulesThatAreNone(String rule, String field) {
        var answer = post(RESPONDER, "/api/v1/suppressions", rule);
        assertThat(answer).hasStatus(400);
        assertThat(body(answer)
                        .path("errors")
                        .valueStream()
                        .map(error -> error.path("field").asString("")))
                .contains(field);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /api/v1/anomalies?type=strange          | type
            /api/v1/anomalies?limit=0               | limit
            /api/v1/anomalies?colour=red            | colour
            /api/v1/anomalies?cursor=x              | cursor
            /api/v1/anomalies?from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z | to
            /api/v1/events?open=perhaps             | open
            /api/v1/events?cursor=nothing           | cursor
            """)
    void refusesWhatIsWrongAndNamesIt(String uri, String field) {
        var answer = get(VIEWER, uri);
        assertThat(answer).hasStatus(400);
        assertThat(body(answer)
                        .path("errors")
                        .valueStream()
                        .map(error -> error.path("field").asString("")))
                .anyMatch(name -> name.contains(field));
    }

    @Test
    void isForThoseWhoMay() {
        String event = "/api/v1/events/"
                + find("kaldrix_node_peers", 0, null, Severity.P2).id();
        assertThat(mvc.get().uri("/api/v1/events")).hasStatus(401);
        assertThat(post(VIEWER, event + "/acknowledge", "")).hasStatus(403);
        assertThat(get(VIEWER, "/api/v1/events/" + UUID.randomUUID())).hasStatus(404);
        assertThat(get(VIEWER, "/api/v1/anomalies/" + UUID.randomUUID())).hasStatus(404);
        assertThat(post(RESPONDER, "/api/v1/events/" + UUID.randomUUID() + "/acknowledge", ""))
                .hasStatus(404);
        assertThat(post(RESPONDER, event + "/note", "{\"text\":\"\"}")).hasStatus(400);
    }
}
