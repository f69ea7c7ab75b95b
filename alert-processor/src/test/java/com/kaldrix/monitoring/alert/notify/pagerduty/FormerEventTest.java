package com.kaldrix.monitoring.alert.notify.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.alert.notify.AlertView;
import com.kaldrix.monitoring.alert.notify.Notification;
import com.kaldrix.monitoring.alert.notify.Notification.Kind;
import com.kaldrix.monitoring.alert.notify.Outcome;
import com.kaldrix.monitoring.alert.notify.Samples;
import com.kaldrix.monitoring.alert.notify.http.HttpPoster;
import com.kaldrix.monitoring.alert.receiver.HttpOptions;
import com.kaldrix.monitoring.alert.receiver.PagerDutyIntegration;
import com.kaldrix.monitoring.alert.receiver.PagerDutyIntegration.Extras;
import com.kaldrix.monitoring.alert.receiver.PagerDutyIntegration.Key;
import com.kaldrix.monitoring.alert.receiver.PagerDutyIntegration.Look;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.secret.Secret;
import com.kaldrix.monitoring.common.severity.Severity;
import com.kaldrix.monitoring.local.sink.Behaviour;
import com.kaldrix.monitoring.local.sink.PagerDutyIncident;
import com.kaldrix.monitoring.local.sink.Receipt;
import com.kaldrix.monitoring.local.sink.SinkName;
import com.kaldrix.monitoring.local.sink.Sinks;
import com.kaldrix.monitoring.local.sink.Verdict;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What PagerDuty gets by its Events API v1, judged by the rules of that. */
class FormerEventTest {
    private static final String KEY = "0123456789abcdef0123456789abcdef";
    private static final Extras EXTRAS = new Extras(
            List.of(Map.of("src", "https://example.com/a.png", "alt", "a")),
            List.of(Map.of("href", "https://example.com/", "text", "wiki")));

    private final PagerDutyChannel channel = new PagerDutyChannel(new HttpPoster(Clock.systemUTC()));
    private Sinks sinks;

    @BeforeEach
    void open() throws IOException {
        sinks = Sinks.start(0, 0);
    }

    @AfterEach
    void close() throws IOException {
        sinks.close();
    }

    private Outcome send(Notification notification) {
        return channel.send(
                new PagerDutyIntegration(
                        new Key(new Secret(KEY), true),
                        URI.create(sinks.vendor(SinkName.PAGERDUTY) + "/generic/2010-04-15/create_event.json"),
                        new Look("", "", "", "", "", "", "", "rack 7"),
                        Map.of("team", "core"),
                        EXTRAS,
                        HttpOptions.NONE,
                        true),
                notification,
                "");
    }

    @Test
    void anIncidentIsOpenedAcknowledgedAndResolvedByOneKey() {
        assertThat(send(Samples.of(Kind.OPENED))).isEqualTo(Outcome.Delivered.PLAIN);
        assertThat(sinks.incidents()).singleElement().satisfies(incident -> {
            assertThat(incident.state()).isEqualTo(PagerDutyIncident.State.TRIGGERED);
            assertThat(incident.headline().source()).isEqualTo("rack 7");
            assertThat(incident.headline().severity()).isEqualTo("error");
        });
        Receipt opened = sinks.receipts(SinkName.PAGERDUTY).getFirst();
        assertThat(opened.body().path("details").path("team").asString()).isEqualTo("core");
        assertThat(opened.body().path("contexts").findValuesAsString("type")).contains("link", "image");
        assertThat(send(Samples.of(Kind.ACKNOWLEDGED))).isEqualTo(Outcome.Delivered.PLAIN);
        assertThat(send(Samples.of(Kind.RESOLVED))).isEqualTo(Outcome.Delivered.PLAIN);
        assertThat(sinks.incidents())
                .extracting(PagerDutyIncident::state)
                .containsExactly(PagerDutyIncident.State.RESOLVED);
    }

    @Test
    void everyKindIsTaken() {
        for (Kind kind : Kind.values()) {
            if (kind != Kind.NOTICE) {
                assertThat(send(Samples.of(kind)))
                        .as(() ->
                                kind + " " + sinks.receipts(SinkName.PAGERDUTY).getLast())
                        .isEqualTo(Outcome.Delivered.PLAIN);
            }
        }
        assertThat(sinks.receipts(SinkName.PAGERDUTY))
                .allSatisfy(receipt -> assertThat(receipt.verdict()).isInstanceOf(Verdict.Accepted.class));
    }

    @Test
    void wildOnesStayWithinTheLimits() {
        String word = "größe 😀 <b>&amp;</b> ".repeat(300);
        AlertView wild = new AlertView(
                Labels.of("alertname", word, "pod", word),
                Map.of("summary", word, "description", word),
                Samples.OPENED,
                null,
                Severity.P0,
                word,
                word,
                "https://example.com/" + "x".repeat(3000));
        assertThat(send(Samples.of(Kind.ESCALATED, List.of(wild, wild), word)))
                .as(() -> sinks.receipts(SinkName.PAGERDUTY).getLast().toString())
                .isEqualTo(Outcome.Delivered.PLAIN);
    }

    @Test
    void tooManyEventsAreSentAgainLater() {
        sinks.misbehave(SinkName.PAGERDUTY, Behaviour.status(403));
        assertThat(send(Samples.of(Kind.OPENED))).isInstanceOf(Outcome.RetryAfter.class);
    }
}
