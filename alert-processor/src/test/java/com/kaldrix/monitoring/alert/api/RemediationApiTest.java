package com.kaldrix.monitoring.alert.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RemediationApiTest extends ApiTest {
    private static final String REMEDIATIONS = "/api/v1/remediations";
    private static final String RULES = "/api/v1/remediation-rules";

    private static List<String> texts(JsonNode items, String name) {
        return StreamSupport.stream(items.spliterator(), false)
                .map(item -> item.path(name).asString(""))
                .toList();
    }

    @Test
    void theIncidentShowsWhatWaitsAndWhoDecided() {
        fire("alertname=NodeStuck,region=eu-west-1,node=a");
        JsonNode waiting = body(get(VIEWER, REMEDIATIONS + "?state=waiting")).at("/items/0");
        assertThat(waiting.get("target").stringValue()).isEqualTo("kubernetes/core/node-a");
        assertThat(waiting.get("requestedBy").stringValue()).isEqualTo("rule restart-node");
        String incident = "/api/v1/incidents/" + waiting.get("incident").stringValue();
        assertThat(texts(body(get(VIEWER, incident)).get("remediations"), "state"))
                .containsExactly("waiting");

        String id = REMEDIATIONS + "/" + waiting.get("id").stringValue();
        assertThat(post(RESPONDER, id + "/refuse", null)).hasStatus(200);
        JsonNode refused = body(get(VIEWER, incident)).at("/remediations/0");
        assertThat(refused.get("state").stringValue()).isEqualTo("refused");
        assertThat(refused.get("decidedBy").stringValue()).isEqualTo("alice");
        assertThat(texts(body(get(VIEWER, incident + "/timeline")).get("items"), "kind"))
                .contains("remediation");
        assertThat(texts(body(get(ADMIN, "/api/v1/audit")).get("items"), "action"))
                .contains("remediation.refuse");
    }

    @Test
    void pagesStayRight() {
        fire(
                "alertname=NodeStuck,region=eu-west-1,node=a",
                "alertname=NodeStuck,region=eu-west-1,node=b",
                "alertname=NodeStuck,region=eu-west-1,node=c");
        JsonNode first = body(get(VIEWER, REMEDIATIONS + "?limit=2"));
        assertThat(first.get("items").size()).isEqualTo(2);
        JsonNode second = body(get(
                VIEWER, REMEDIATIONS + "?limit=2&cursor=" + first.get("next").stringValue()));
        assertThat(second.get("items").size()).isEqualTo(1);
        assertThat(texts(first.get("items"), "id")).doesNotContainAnyElementsOf(texts(second.get("items"), "id"));
        assertThat(get(VIEWER, REMEDIATIONS + "?cursor=x")).hasStatus(400);
        assertThat(get(VIEWER, REMEDIATIONS + "?nonsense=x")).hasStatus(400);
    }

    @Test
    void theRuleSaysThatAllIsOff() {
        assertThat(post(RESPONDER, RULES + ":off", null)).hasStatus(204);
        assertThat(body(get(VIEWER, RULES)).at("/items/0/off").stringValue())
                .startsWith("self-healing was switched off by alice");
        assertThat(post(ADMIN, RULES + ":on", null)).hasStatus(204);
        assertThat(body(get(VIEWER, RULES)).at("/items/0").has("off")).isFalse();
    }
}
