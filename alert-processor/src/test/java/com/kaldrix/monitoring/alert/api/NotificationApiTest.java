package com.kaldrix.monitoring.alert.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.alert.notify.Deliveries;
import com.kaldrix.monitoring.alert.notify.Deliveries.Claim;
import com.kaldrix.monitoring.alert.notify.Deliveries.DueChannel;
import com.kaldrix.monitoring.alert.notify.Outcome;
import com.kaldrix.monitoring.alert.notify.RateLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class NotificationApiTest extends ApiTest {
    private final Deliveries deliveries;

    @Autowired
    NotificationApiTest(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    private void page() {
        fire("alertname=Outage,region=eu-west-1,severity=P0");
        clock.advance(Duration.ofSeconds(10));
        work();
    }

    private void attempt(String kind, Outcome outcome) {
        DueChannel channel = deliveries.due().stream()
                .filter(due -> due.kind().equals(kind))
                .findFirst()
                .orElseThrow();
        for (Claim claim : deliveries
                .claim(channel, 10, RateLimit.NONE, Duration.ofSeconds(15))
                .claims()) {
            deliveries.finish(claim, outcome, Duration.ZERO, clock.instant());
        }
    }

    private List<String> integrations(String query) {
        return body(get(VIEWER, "/api/v1/notifications" + query))
                .get("items")
                .valueStream()
                .map(one -> one.get("integration").stringValue())
                .sorted()
                .toList();
    }

    @Test
    void showsEachAttemptWithItsReason() {
        page();
        attempt("slack", new Outcome.Unavailable("503 from Slack"));
        attempt("slack", Outcome.Delivered.PLAIN);
        attempt("webhook", new Outcome.Rejected("404 Not Found"));

        JsonNode slack = body(get(VIEWER, "/api/v1/notifications?state=delivered"))
                .get("items")
                .get(0);
        assertThat(slack.get("integration").stringValue()).isEqualTo("on-call/slack[0]");
        assertThat(slack.get("kind").stringValue()).isEqualTo("opened");
        assertThat(slack.get("deliveredAt").stringValue()).isEqualTo("2026-03-01T12:00:10Z");
        assertThat(slack.get("attempts")
                        .valueStream()
                        .map(one -> one.get("outcome").stringValue() + " "
                                + one.path("reason").asString("")))
                .containsExactly("unavailable 503 from Slack", "delivered ");
        JsonNode webhook = body(get(VIEWER, "/api/v1/notifications?state=rejected"))
                .get("items")
                .get(0);
        assertThat(webhook.get("lastError").stringValue()).isEqualTo("404 Not Found");
        assertThat(body(get(VIEWER, "/api/v1/notifications/" + webhook.get("id").stringValue())))
                .isEqualTo(webhook);
        JsonNode told = body(get(VIEWER, "/api/v1/incidents/" + incident())).get("notifications");
        assertThat(told.valueStream()
                        .map(one ->
                                one.get("integration").stringValue() + " " + one.get("delivered") + one.get("failed")))
                .containsExactlyInAnyOrder("on-call/slack[0] 10", "on-call/webhook[0] 01");
    }

    @Test
    void aChannelThatIsDownKeepsNoAlertsAway() {
        page();
        attempt("slack", new Outcome.Unavailable("503 from Slack"));
        assertThat(body(get(VIEWER, "/actuator/health/readiness")).get("status").stringValue())
                .isEqualTo("DEGRADED");
        assertThat(get(VIEWER, "/-/ready")).hasStatus(200);
    }

    @Test
    void filters() {
        page();
        attempt("slack", Outcome.Delivered.PLAIN);
        assertThat(post(ADMIN, "/api/v1/receivers/managers:test", null)).hasStatus(202);

        assertThat(integrations("")).containsExactly("managers/webhook[0]", "on-call/slack[0]", "on-call/webhook[0]");
        assertThat(integrations("?incident=" + incident())).containsExactly("on-call/slack[0]", "on-call/webhook[0]");
        assertThat(integrations("?receiver=managers")).containsExactly("managers/webhook[0]");
        assertThat(integrations("?state=pending&kind=opened")).containsExactly("on-call/webhook[0]");
        assertThat(integrations("?kind=test,escalated")).containsExactly("managers/webhook[0]");
    }

    @Test
    void pages() {
        for (int i = 1; i < 4; i++) {
            fire("alertname=Outage,region=eu-west-" + i + ",severity=P0");
        }
        clock.advance(Duration.ofSeconds(10));
        work();
        List<String> seen = new ArrayList<>();
        JsonNode page = body(get(VIEWER, "/api/v1/notifications?limit=4"));
        page.get("items").forEach(one -> seen.add(one.get("id").stringValue()));
        page = body(get(
                VIEWER,
                "/api/v1/notifications?limit=4&cursor=" + page.get("next").stringValue()));
        page.get("items").forEach(one -> seen.add(one.get("id").stringValue()));

        assertThat(seen).hasSize(6).doesNotHaveDuplicates().isSortedAccordingTo(java.util.Comparator.reverseOrder());
        assertThat(page.has("next")).isFalse();
        assertThat(get(VIEWER, "/api/v1/notifications/0198c1f2-7b5e-7d10-9c3a-2f8d6a1b4c5e"))
                .hasStatus(404);
    }
}
