package com.kaldrix.monitoring.alert.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A proposed configuration against what happened. */
class ReplayApiTest extends ApiTest {
    private static final String PATH = "/api/v1/config:replay";

    /** As the configuration in force, with what {@code change} puts in the place of a text. */
    private static String routes(String text, String change) {
        String file = """
                route:
                  receiver: on-call
                  group_by: [region]
                  group_wait: 10s
                  group_interval: 1m
                  routes:
                    - receiver: database-team
                      matchers: ['component=~"db|database"', 'kaldrix_severity=~"P0|P1"']
                      continue: true
                    - receiver: nobody
                      matchers: ['team="none"']
                receivers:
                  - name: on-call
                    webhook_configs: [{url: http://localhost:1/x}]
                  - name: database-team
                    webhook_configs: [{url: http://localhost:1/y}]
                  - name: managers
                    webhook_configs: [{url: http://localhost:1/z}]
                  - name: nobody
                """;
        assertThat(file).contains(text);
        return file.replace(text, change);
    }

    private JsonNode replay(Map<String, Object> body) {
        var result = post(ADMIN, PATH, json.writeValueAsString(new TreeMap<>(body)));
        assertThat(result).hasStatus(200);
        return body(result);
    }

    private JsonNode replay(String alertmanager) {
        return replay(Map.of("alertmanager", alertmanager));
    }

    private void past() {
        fire("alertname=Slow,component=web,region=eu-west-1");
        clock.advance(Duration.ofHours(1));
        fire(
                "alertname=Lost,component=db,severity=P0,region=eu-west-1",
                "alertname=Quiet,team=none,region=us-east-1",
                "alertname=Slow,component=web,region=us-west-2");
        clock.advance(Duration.ofMinutes(5));
        work();
        clock.advance(Duration.ofHours(1));
        work();
    }

    @Test
    void theSameConfigurationChangesNothing() {
        past();
        JsonNode same = replay(routes("group_wait: 10s", "group_wait: 10s"));

        assertThat(same.get("occurrences").asInt()).isEqualTo(4);
        assertThat(same.get("complete").booleanValue()).isTrue();
        assertThat(same.get("changes").size()).isZero();
        assertThat(same.at("/messages/on-call/now").asInt()).isEqualTo(2);
        assertThat(same.at("/messages/database-team/then").asInt()).isOne();
    }

    @Test
    void saysWhatAppearsVanishesAndMoves() {
        past();
        JsonNode appears = replay(routes("receiver: nobody\n      matchers", "receiver: managers\n      matchers"));
        assertThat(appears.get("changes").size()).isOne();
        assertThat(appears.at("/changes/0/kind").stringValue()).isEqualTo("appears");
        assertThat(appears.at("/changes/0/alert").stringValue()).isEqualTo("Quiet");
        assertThat(appears.at("/changes/0/then/0/receiver").stringValue()).isEqualTo("managers");

        JsonNode vanishes = replay(routes("'team=\"none\"'", "'component=\"web\"'"));
        assertThat(vanishes.get("changes").toString())
                .contains("\"vanishes\"", "Slow", "\"appears\"", "Quiet")
                .doesNotContain("\"moves\"");
        assertThat(vanishes.get("changes").size()).isEqualTo(3);

        JsonNode moves = replay(routes("- receiver: database-team\n", "- receiver: managers\n"));
        assertThat(moves.get("changes").size()).isOne();
        assertThat(moves.at("/changes/0/kind").stringValue()).isEqualTo("moves");
        assertThat(moves.at("/changes/0/now/0/receiver").stringValue()).isEqualTo("database-team");
        assertThat(moves.at("/changes/0/then/0/receiver").stringValue()).isEqualTo("managers");
    }

    @Test
    void inhibitionIntervalsWindowsAndConditionsCount() {
        past();
        JsonNode inhibited = replay(routes("receivers:\n", """
                inhibit_rules:
                  - {source_matchers: [alertname=Lost], target_matchers: [region=us-west-2]}
                receivers:
                """));
        assertThat(inhibited.at("/changes/0/kind").stringValue()).isEqualTo("vanishes");

        String window = """
                maintenance_windows:
                  - {name: w, matchers: [region=us-west-2], starts_at: 2026-03-01T12:30:00, duration: 32m}
                """;
        JsonNode later = replay(Map.of("kaldrix", window));
        assertThat(later.toString()).contains("\"moves\"");
        JsonNode held = replay(Map.of("kaldrix", """
                conditions:
                  - {name: c, mode: enforce, when: 'labels.region == "us-west-2"'}
                """, "days", 1));
        assertThat(held.at("/changes/0/kind").stringValue()).isEqualTo("vanishes");
        JsonNode tried = replay(Map.of("kaldrix", """
                conditions:
                  - {name: c, when: 'labels.region == "us-west-2"'}
                """));
        assertThat(tried.toString()).doesNotContain("\"vanishes\"");
    }

    @Test
    void anotherSeverityIsShown() {
        past();
        JsonNode lower = replay(Map.of("kaldrix", "severity_rules: []\ndefault_severity: P3\n"));
        assertThat(lower.at("/changes/0/severity").stringValue()).isEqualTo("P0");
        assertThat(lower.at("/changes/0/proposedSeverity").stringValue()).isEqualTo("P3");
    }

    @Test
    void whatIsWrongIsNamedWithItsPlace() {
        String both = json.writeValueAsString(
                Map.of("alertmanager", "route: {receiver: x}\n", "kaldrix", "conditions: [{name: a, when: '1'}]"));
        JsonNode refused = body(post(ADMIN, PATH, both));
        assertThat(refused.get("errors").toString()).contains("/alertmanager", "/kaldrix", "conditions[0].when");
        assertThat(post(ADMIN, PATH, "{}")).hasStatus(400);
        assertThat(post(ADMIN, PATH, "{\"kaldrix\":\"{}\",\"days\":0}")).hasStatus(400);
        assertThat(post(ADMIN, PATH, "{\"kaldrix\":\"{}\",\"days\":91}")).hasStatus(400);
        assertThat(post(ADMIN, PATH, "{\"kaldrix\":\": : :\"}")).hasStatus(400);
        assertThat(post(RESPONDER, PATH, "{\"kaldrix\":\"{}\"}")).hasStatus(403);
    }
}
