package com.kaldrix.monitoring.alert.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.kaldrix.monitoring.alert.notify.Deliveries;
import com.kaldrix.monitoring.alert.notify.Deliveries.Claim;
import com.kaldrix.monitoring.alert.notify.Deliveries.DueChannel;
import com.kaldrix.monitoring.alert.notify.Outcome;
import com.kaldrix.monitoring.alert.notify.RateLimit;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class MetricsTest extends ApiTest {
    private final Deliveries deliveries;

    @Autowired
    MetricsTest(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    @Test
    void showsWhatStandsInTheDatabaseSomeSecondsLaterAtTheLatest() {
        fire("alertname=Outage,region=eu-west-1,severity=P0", "alertname=Slow,region=us-east-1,severity=P2");
        clock.advance(Duration.ofSeconds(10));
        work();
        DueChannel slack = deliveries.due().stream()
                .filter(due -> due.kind().equals("slack"))
                .findFirst()
                .orElseThrow();
        for (Claim claim : deliveries
                .claim(slack, 1, RateLimit.NONE, Duration.ofSeconds(15))
                .claims()) {
            deliveries.finish(claim, new Outcome.Unavailable("503"), Duration.ofHours(1), clock.instant());
        }
        String acknowledged = jdbc.sql("select id::text from incident where severity = 2")
                .query(String.class)
                .single();
        assertThat(post(RESPONDER, "/api/v1/incidents/" + acknowledged + "/acknowledge", null))
                .hasStatus(200);
        clock.advance(Duration.ofSeconds(30));

        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(scrape())
                        .contains("kaldrix_alerts_firing{severity=\"P0\"} 1.0")
                        .contains("kaldrix_alerts_firing{severity=\"P1\"} 0.0")
                        .contains("kaldrix_incidents{severity=\"P0\",state=\"open\"} 1.0")
                        .contains("kaldrix_incidents{severity=\"P2\",state=\"acknowledged\"} 1.0")
                        .contains("kaldrix_deliveries_pending{integration=\"slack\",severity=\"P0\"} 1.0")
                        .contains("kaldrix_deliveries_pending{integration=\"email\",severity=\"P0\"} 0.0")
                        .contains("kaldrix_deliveries_oldest_pending_seconds{integration=\"slack\"} 30.0")
                        .contains("kaldrix_channel_up{address=\"on-call/slack[0]\",integration=\"slack\"} 0.0")
                        .contains("kaldrix_channel_up{address=\"on-call/webhook[0]\",integration=\"webhook\"} 1.0"));
    }

    @Test
    void showsWhoBelievesToBeTheHubAndWhatKeepsSelfHealingFromHealing() {
        jdbc.sql("""
                        insert into region_beat (region, beat_at, hub, open_incidents, silent_since, noticed_at) values
                            ('eu-west-1', now(), true, 0, null, null),
                            ('us-west-2', now(), true, 0, now(), now()),
                            ('ap-south-1', now(), false, 0, null, null)
                        """).update();
        jdbc.sql(
                        "insert into remediation_rule (name, stopped_at, stopped_by, reason) values ('a', now(), gen_random_uuid(), 'failed'), ('b', null, null, '')")
                .update();
        assertThat(post(RESPONDER, "/api/v1/remediation-rules:off", null)).hasStatus(204);

        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(scrape())
                        .contains("kaldrix_global_regions 3.0")
                        .contains("kaldrix_global_regions_silent 1.0")
                        .contains("kaldrix_global_hub 0.0")
                        .contains("kaldrix_global_hubs 1.0")
                        .contains("kaldrix_remediation_rules_stopped 1.0")
                        .contains("kaldrix_remediation_off 1.0"));
    }

    private String scrape() {
        var result = get(VIEWER, "/actuator/prometheus");
        assertThat(result).hasStatus(200);
        return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
