package com.kaldrix.monitoring.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.local.demo.Message.Kind;
import com.kaldrix.monitoring.local.sink.Arrival;
import com.kaldrix.monitoring.local.sink.Receipt;
import com.kaldrix.monitoring.local.sink.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

class MessageReaderTest {
    private static final Instant START = Instant.parse("2026-03-02T03:00:00Z");
    private static final String INCIDENT = "01920000-0000-7000-8000-000000000001";

    private final MessageReader reader = new MessageReader(new StoryClock(Clock.systemUTC(), START, START, 60));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [P0] Down (us-east-1)                               | PAGE
            [P1] CHANGED, 2 alerts firing, 1 over: Down ×3      | CHANGED
            [P0] STILL OPEN after 1 h 1 min: Down (us-east-1)   | STILL_OPEN
            [P0] ESCALATED to leadership: Down (us-east-1)      | ESCALATED
            [P0] RESOLVED: Down (us-east-1)                     | OVER
            [P0] FIRED AND OVER: Down                           | FIRED_AND_OVER
            [TEST] Nothing is wrong, this is a test of on-call  | TEST
            Hello                                               | UNREADABLE
            """)
    void aHeadlineTellsWhatHappened(String headline, Kind kind) {
        Message message = slack(headline);
        assertThat(message.kind()).isEqualTo(kind);
        if (kind != Kind.TEST && kind != Kind.UNREADABLE) {
            assertThat(message.subject()).isEqualTo("Down");
            assertThat(message.receiver()).isEqualTo("on-call");
        }
        assertThat(message.at()).isEqualTo(Duration.ofMinutes(2));
    }

    /** All have the same name; where they are tells them apart. */
    @Test
    void anAnomalyIsNamedWithItsPlace() {
        assertThat(slack("[P2] Anomaly (us-east-1, store)").subject()).isEqualTo("Anomaly (us-east-1, store)");
        assertThat(slack("[P2] RESOLVED: Anomaly (us-west-2, p2p)").subject()).isEqualTo("Anomaly (us-west-2, p2p)");
    }

    @Test
    void aMessageNamesItsIncident() {
        assertThat(reader.incident("Down")).isEmpty();
        slack("[P0] Down (us-east-1)");
        assertThat(reader.incident("Down")).contains(UUID.fromString(INCIDENT));
    }

    @Test
    void aPageThatItsOwnChannelHasNotTakenSaysSo() {
        Message message = read(Place.PAGERDUTY, """
                {"event_action":"trigger","dedup_key":"k","payload":{"summary":"[P1] Slow (eu-west-1) – Slow – Sent here \
                because p1/slack[0] has not taken this page since then.","custom_details":{"receiver":"p1"}}}""");
        assertThat(message.kind()).isEqualTo(Kind.FALLBACK);
        assertThat(message.headline()).isEqualTo("[P1] Slow (eu-west-1)");
        assertThat(message.insteadOf()).contains("p1/slack[0]");
    }

    @Test
    void aResolveEventIsUnderstoodByItsKey() {
        read(Place.PAGERDUTY, """
                {"event_action":"trigger","dedup_key":"k/0.1","payload":{"summary":"[P0] ESCALATED to leadership: Down (us) – x",
                "custom_details":{"receiver":"leadership"}}}""");
        Message over = read(Place.PAGERDUTY, "{\"event_action\":\"resolve\",\"dedup_key\":\"k/0.1\"}");
        assertThat(over.kind()).isEqualTo(Kind.OVER);
        assertThat(over.subject()).isEqualTo("Down");
        assertThat(over.receiver()).isEqualTo("leadership");
        assertThat(over.headline()).isEqualTo("[P0] resolved: Down (us)");
        Message stranger = read(Place.PAGERDUTY, "{\"event_action\":\"resolve\",\"dedup_key\":\"other\"}");
        assertThat(stranger.kind()).isEqualTo(Kind.UNREADABLE);
    }

    @Test
    void aLetterIsReadByItsFirstAndLastLines() {
        Message message = read(Place.EMAIL, """
                {"subject":"[P0] Down (us)","text":"[P0] Down (us)\\n\\nA new incident.\\n\\n--\\n\
                KALDRIX monitoring to p0-critical, 2026-03-01 03:42:45 UTC, delivery 1\\n"}""");
        assertThat(message.kind()).isEqualTo(Kind.PAGE);
        assertThat(message.subject()).isEqualTo("Down");
        assertThat(message.receiver()).isEqualTo("p0-critical");
    }

    @Test
    void whatASinkTurnedAwayOnPurposeIsNoMessageAndWhatItRefusedIsOne() {
        assertThat(reader.read(Place.SLACK, receipt(Place.SLACK, "{}", new Verdict.Misbehaved("status 503"))))
                .isEmpty();
        assertThat(reader.read(Place.SLACK, receipt(Place.SLACK, "{}", new Verdict.Rejected(400, "invalid_blocks"))))
                .get()
                .satisfies(message -> {
                    assertThat(message.kind()).isEqualTo(Kind.UNREADABLE);
                    assertThat(message.headline()).isEqualTo("refused: invalid_blocks");
                });
    }

    private Message slack(String headline) {
        return read(Place.SLACK, """
                {"text":"%s\\nhttp://localhost:8080/incidents/%s","attachments":[{"blocks":[{"type":"context","elements":[
                {"type":"mrkdwn","text":"KALDRIX · on-call · 2026-03-01 03:42:45 UTC"}]}]}]}""".formatted(headline, INCIDENT));
    }

    private Message read(Place place, String body) {
        return reader.read(place, receipt(place, body, new Verdict.Accepted(true)))
                .orElseThrow();
    }

    private static Receipt receipt(Place place, String body, Verdict verdict) {
        Arrival arrival = new Arrival(
                place.sink(),
                "/",
                null,
                Map.of(),
                JsonMapper.builder().build().readTree(body),
                JsonNodeFactory.instance.objectNode());
        return new Receipt(1, START.plusSeconds(2), arrival, verdict, false);
    }
}
