package com.kaldrix.monitoring.alert.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AlertApiTest extends ApiTest {
    private List<String> names(String query) {
        JsonNode page = body(get(VIEWER, "/api/v1/alerts" + query));
        return page.get("items")
                .valueStream()
                .map(alert -> alert.get("name").stringValue())
                .sorted()
                .toList();
    }

    @Test
    void listsByStateSeverityRegionAndMatchers() {
        fire("alertname=Old,region=eu-west-1,severity=P1");
        clock.advance(Duration.ofMinutes(6));
        fire("alertname=New,region=eu-west-1,severity=P0", "alertname=Other,region=us-east-1,severity=P3");

        assertThat(names("")).containsExactly("New", "Old", "Other");
        assertThat(names("?state=firing")).containsExactly("New", "Other");
        assertThat(names("?state=resolved")).containsExactly("Old");
        assertThat(names("?severity=P0,P3")).containsExactly("New", "Other");
        assertThat(names("?region=eu-west-1")).containsExactly("New", "Old");
        assertThat(names("?filter="
                        + URLEncoder.encode(
                                "alertname=~\"O.*\",kaldrix_source=\"prometheus\"", StandardCharsets.UTF_8)))
                .containsExactly("Old", "Other");
    }

    @Test
    void pagesThroughAll() {
        String[] alerts = new String[25];
        for (int i = 0; i < alerts.length; i++) {
            alerts[i] = "alertname=A" + i;
        }
        fire(alerts);
        List<String> seen = new ArrayList<>();
        JsonNode page = body(get(VIEWER, "/api/v1/alerts?limit=10"));
        page.get("items").forEach(alert -> seen.add(alert.get("name").stringValue()));
        while (page.has("next")) {
            page = body(get(
                    VIEWER, "/api/v1/alerts?limit=10&cursor=" + page.get("next").stringValue()));
            page.get("items").forEach(alert -> seen.add(alert.get("name").stringValue()));
        }
        assertThat(seen).hasSize(25).doesNotHaveDuplicates();
    }

    @Test
    void showsOneByItsFingerprint() {
        fire("alertname=ok");

        JsonNode alert = body(get(VIEWER, "/api/v1/alerts/01167342b0fed1b2"));
        assertThat(alert.get("status").stringValue()).isEqualTo("firing");
        assertThat(alert.get("labels").toString()).isEqualTo("{\"alertname\":\"ok\"}");
        assertThat(alert.at("/derived/kaldrix_source").stringValue()).isEqualTo("prometheus");
        assertThat(alert.get("expiresAt").stringValue()).isEqualTo("2026-03-01T12:05:00Z");
        assertThat(alert.has("endsAt")).isFalse();
        assertThat(get(VIEWER, "/api/v1/alerts/01167342b0fed1b3")).hasStatus(404);
    }
}
