package com.kaldrix.monitoring.alert.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;

/** Conditions through the REST API. */
class ConditionApiTest extends ApiTest {
    @AfterEach
    void loadTheUsual() throws Exception {
        writeConfiguration();
        assertThat(post(ADMIN, "/-/reload", null)).hasStatus(200);
    }

    private void load(String conditions) throws Exception {
        Files.writeString(RULES_FILE, Files.readString(RULES_FILE) + conditions);
    }

    @Test
    void areShownWithWhatTheyDidAndWhyTheyFailed() throws Exception {
        load("""
                conditions:
                  - {name: batch, mode: enforce, matchers: ['job="batch"'], when: 'labels.night == "yes"'}
                  - {name: tried, when: 'true'}
                """);
        assertThat(post(ADMIN, "/-/reload", null)).hasStatus(200);
        fire("alertname=A,job=batch,night=yes,region=eu-west-1", "alertname=B,job=batch,region=us-east-1");
        clock.advance(java.time.Duration.ofSeconds(10));
        work();

        JsonNode shown = body(get(VIEWER, "/api/v1/conditions"));
        assertThat(shown.at("/0/name").stringValue()).isEqualTo("batch");
        assertThat(shown.at("/0/mode").stringValue()).isEqualTo("enforce");
        assertThat(shown.at("/0/alerts").asInt()).isOne();
        assertThat(shown.at("/0/failure/reason").stringValue()).contains("night");
        assertThat(shown.at("/1/mode").stringValue()).isEqualTo("dry_run");
        assertThat(shown.at("/1/alerts").asInt()).isEqualTo(2);
        assertThat(shown.get(1).has("failure")).isFalse();
        assertThat(body(get(VIEWER, "/api/v1/incidents?state=open"))
                        .at("/items/0/heldBy")
                        .asString(""))
                .isIn("condition", "");
        assertThat(get(VIEWER, "/actuator/prometheus").getResponse().getContentAsString())
                .contains("kaldrix_condition_evaluations_total{condition=\"batch\",outcome=\"failed\"");
    }

    @Test
    void whatIsWrongStopsAReloadWithItsPlace() throws Exception {
        load("""
                conditions:
                  - {name: a, when: 'labels.job'}
                  - {name: a, mode: perhaps, when: 'true'}
                """);
        JsonNode refused = body(post(ADMIN, "/-/reload", null));
        assertThat(refused.get("errors").toString())
                .contains("conditions[0].when", "bool", "conditions[1].name", "conditions[1].mode");
        assertThat(body(get(VIEWER, "/api/v1/conditions")).size()).isZero();
    }

    @Test
    void oneIsTriedOutOnWhatFires() {
        fire("alertname=A,job=batch,region=eu-west-1", "alertname=B,region=us-east-1");

        JsonNode tried = body(post(VIEWER, "/api/v1/conditions:test", "{\"when\":\"labels.job == 'batch'\"}"));
        assertThat(tried.get("firing").asInt()).isEqualTo(2);
        assertThat(tried.get("held").asInt()).isOne();
        assertThat(tried.get("failed").asInt()).isOne();
        assertThat(tried.at("/alerts/0/name").stringValue()).isEqualTo("A");
    }

    @Test
    void badInputIsRefusedWithItsField() {
        for (String body : new String[] {
            "{}", "{\"when\":\"\"}", "{\"when\":\"1\"}", "{\"when\":\"%s\"}".formatted("x".repeat(3000))
        }) {
            var result = call(VIEWER, HttpMethod.POST, "/api/v1/conditions:test", body);
            assertThat(result).hasStatus(400);
            assertThat(body(result).at("/errors/0/field").stringValue()).isEqualTo("/when");
        }
        var matchers = post(VIEWER, "/api/v1/conditions:test", "{\"when\":\"true\",\"matchers\":[\"==\"]}");
        assertThat(body(matchers).at("/errors/0/field").stringValue()).isEqualTo("/matchers/0");
    }
}
