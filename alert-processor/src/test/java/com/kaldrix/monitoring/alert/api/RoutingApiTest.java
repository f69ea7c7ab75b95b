package com.kaldrix.monitoring.alert.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import sun.misc.Signal;
import tools.jackson.databind.JsonNode;

class RoutingApiTest extends ApiTest {
    @AfterEach
    void restore() throws IOException {
        writeConfiguration();
        assertThat(post(ADMIN, "/-/reload", null)).hasStatus(200);
    }

    private JsonNode routes(String body) {
        MvcTestResult result = post(VIEWER, "/api/v1/routes:test", body);
        assertThat(result).hasStatus(200);
        return body(result);
    }

    @Test
    void saysWhomAnAlertWouldReachAndWhy() {
        JsonNode test = routes("""
                {"labels":{"alertname":"LedgerCorrupted","component":"db","region":"eu-west-1"},"source":"cloudwatch"}
                """);

        assertThat(test.get("severity").stringValue()).isEqualTo("P0");
        assertThat(test.at("/severityRule/matchers").stringValue()).contains("corrupt");
        assertThat(test.at("/severityRule/byDefault").booleanValue()).isFalse();
        assertThat(test.at("/derived/kaldrix_severity").stringValue()).isEqualTo("P0");
        assertThat(test.at("/derived/kaldrix_source").stringValue()).isEqualTo("cloudwatch");
        assertThat(test.get("routes")
                        .valueStream()
                        .map(route -> route.get("verdict").stringValue() + " "
                                + route.path("failed").asString("")))
                .containsExactly("passed_on ", "chosen ", "refused team=\"none\"");
        JsonNode reach = test.get("reaches").get(0);
        assertThat(test.get("reaches").size()).isOne();
        assertThat(reach.get("receiver").stringValue()).isEqualTo("database-team");
        assertThat(reach.at("/integrations/0/integration").stringValue()).isEqualTo("database-team/pagerduty[0]");
        assertThat(reach.get("groupLabels").toString()).isEqualTo("{\"region\":\"eu-west-1\"}");
        assertThat(reach.get("groupWait").stringValue()).isEqualTo("10s");
        assertThat(test.at("/escalation/policy").stringValue()).isEqualTo("urgent");
        assertThat(test.at("/escalation/steps/1/after").stringValue()).isEqualTo("15m");
    }

    @Test
    void agreesWithWhatHappens() {
        JsonNode test = routes(
                "{\"labels\":{\"alertname\":\"LedgerCorrupted\",\"component\":\"db\",\"region\":\"eu-west-1\"}}");
        fire("alertname=LedgerCorrupted,component=db,region=eu-west-1");

        assertThat(jdbc.sql("select group_key || ' ' || receiver || ' P' || severity from incident")
                        .query(String.class)
                        .single())
                .isEqualTo(test.at("/reaches/0/groupKey").stringValue() + " "
                        + test.at("/reaches/0/receiver").stringValue() + " "
                        + test.get("severity").stringValue());
    }

    @Test
    void keepsAndTellsNothing() {
        assertThat(routes("{\"labels\":{\"alertname\":\"x\"}}")
                        .at("/severityRule/byDefault")
                        .booleanValue())
                .isTrue();
        assertThat(jdbc.sql("select (select count(*) from alert) + (select count(*) from incident)")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void listsReceiversWithoutTheirSecrets() {
        MvcTestResult result = get(VIEWER, "/api/v1/receivers");

        assertThat(result).hasStatus(200);
        assertThat(result.getResponse().getContentAsByteArray().length).isPositive();
        assertThat(body(result).toString()).doesNotContain(SECRET);
        assertThat(body(result)
                        .get("items")
                        .valueStream()
                        .map(one -> one.get("name").stringValue()))
                .containsExactly("on-call", "database-team", "managers", "nobody");
        assertThat(body(result).at("/items/0/integrations/1/integration").stringValue())
                .isEqualTo("on-call/slack[0]");
        assertThat(body(result).at("/items/0/integrations/1/up").booleanValue()).isTrue();
    }

    @Test
    void sendsATestToEachIntegration() {
        MvcTestResult result = post(ADMIN, "/api/v1/receivers/on-call:test", null);

        assertThat(result).hasStatus(202);
        assertThat(body(result)
                        .get("notifications")
                        .valueStream()
                        .map(one -> one.get("integration").stringValue()))
                .containsExactly("on-call/webhook[0]", "on-call/slack[0]");
        JsonNode sent = body(get(VIEWER, body(result).at("/notifications/0/url").stringValue()));
        assertThat(sent.get("kind").stringValue()).isEqualTo("test");
        assertThat(sent.get("state").stringValue()).isEqualTo("pending");
        assertThat(sent.has("incident")).isFalse();
        assertThat(sent.get("expiresAt").stringValue()).isEqualTo("2026-03-01T12:10:00Z");
        assertThat(jdbc.sql(
                                "select count(*) from audit_log where action = 'receiver.test' and target = 'receiver/on-call' and actor = 'root'")
                        .query(Long.class)
                        .single())
                .isPositive();
    }

    @Test
    void testsNothingThatIsNotThereOrTellsNobodyOrIsNotForThisRole() {
        assertThat(post(ADMIN, "/api/v1/receivers/slcak:test", null)).hasStatus(404);
        assertThat(post(ADMIN, "/api/v1/receivers/nobody:test", null)).hasStatus(409);
        assertThat(post(RESPONDER, "/api/v1/receivers/on-call:test", null)).hasStatus(403);
        assertThat(jdbc.sql("select count(*) from delivery").query(Long.class).single())
                .isZero();
    }

    @Test
    void showsTheConfigurationWithoutSecrets() {
        JsonNode shown = body(get(VIEWER, "/api/v1/configuration"));

        assertThat(shown.get("original").stringValue()).contains("<secret>").doesNotContain(SECRET);
        assertThat(shown.get("hash").stringValue()).matches("[0-9a-f]{64}");
        assertThat(shown.get("lastReloadSucceeded").booleanValue()).isTrue();
    }

    @Test
    void loadsAnewOrRefusesWithPlaceAndReasonOfEverything() throws IOException {
        String before = body(get(VIEWER, "/api/v1/configuration")).get("hash").stringValue();
        Files.writeString(
                ROUTES_FILE, "route:\n  receiver: slcak\nreceivers:\n  - name: slack\n    slack_confgs: []\n");

        MvcTestResult refused = post(ADMIN, "/-/reload", null);
        assertThat(refused).hasStatus(400).hasContentType("application/problem+json");
        assertThat(body(refused).get("errors").size()).isGreaterThanOrEqualTo(2);
        JsonNode wrong = body(refused).get("errors").get(0);
        assertThat(wrong.get("file").stringValue()).endsWith("alertmanager.yml");
        assertThat(wrong.get("line").intValue()).isEqualTo(2);
        assertThat(wrong.get("column").intValue()).isPositive();
        assertThat(wrong.get("reason").stringValue()).contains("slcak");
        JsonNode shown = body(get(VIEWER, "/api/v1/configuration"));
        assertThat(shown.get("hash").stringValue()).isEqualTo(before);
        assertThat(shown.get("lastReloadSucceeded").booleanValue()).isFalse();
        assertThat(prometheus()).contains("kaldrix_configuration_last_reload_successful 0.0");

        Files.writeString(ROUTES_FILE, "route:\n  receiver: quiet\nreceivers:\n  - name: quiet\n");
        Files.writeString(RULES_FILE, "{}\n");
        MvcTestResult taken = post(ADMIN, "/-/reload", null);
        assertThat(taken).hasStatus(200);
        String hash = body(taken).get("hash").stringValue();
        assertThat(hash).isNotEqualTo(before);
        assertThat(prometheus())
                .contains("kaldrix_configuration_last_reload_successful 1.0")
                .contains("kaldrix_configuration_hash{hash=\"" + hash + "\"")
                .doesNotContain(before);
        assertThat(jdbc.sql(
                                "select actor from audit_log where action = 'configuration.reload' and detail ->> 'hash' = :hash")
                        .param("hash", hash)
                        .query(String.class)
                        .list())
                .contains("root");
        assertThat(post(RESPONDER, "/-/reload", null)).hasStatus(403);
    }

    @Test
    void loadsAnewAtTheSignalHup() throws IOException {
        Files.writeString(ROUTES_FILE, "route:\n  receiver: by-signal\nreceivers:\n  - name: by-signal\n");
        Files.writeString(RULES_FILE, "{}\n");
        Signal.raise(new Signal("HUP"));

        org.awaitility.Awaitility.await()
                .untilAsserted(() -> assertThat(body(get(VIEWER, "/api/v1/receivers"))
                                .at("/items/0/name")
                                .stringValue())
                        .isEqualTo("by-signal"));
    }

    @Test
    void answersProbesToEverybody() {
        for (String probe : new String[] {"/-/healthy", "/-/ready"}) {
            MvcTestResult result = mvc.perform(org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get(
                    java.net.URI.create(probe)));
            assertThat(result)
                    .hasStatus(200)
                    .hasContentTypeCompatibleWith("text/plain")
                    .hasBodyTextEqualTo("OK\n");
        }
    }

    private String prometheus() {
        return new String(
                get(VIEWER, "/actuator/prometheus").getResponse().getContentAsByteArray(),
                java.nio.charset.StandardCharsets.UTF_8);
    }
}
