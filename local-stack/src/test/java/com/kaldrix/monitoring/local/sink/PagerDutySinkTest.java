package com.kaldrix.monitoring.local.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.local.sink.PagerDutyIncident.State;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class PagerDutySinkTest {
    private static final String ENQUEUE = "/pagerduty/v2/enqueue";
    private static final String TRIGGER = """
            {"routing_key":"key-1","event_action":"trigger","dedup_key":"inc-1",
             "payload":{"summary":"Network partition","source":"us-east-1","severity":"critical",
                        "timestamp":"2026-01-02T03:04:05.678+0000","custom_details":{"region":"us-east-1"}},
             "links":[{"href":"https://example.com","text":"runbook"}],
             "images":[{"src":"https://example.com/a.png"}]}""";

    private Sinks sinks;
    private SinkClient client;

    @BeforeEach
    void start() throws IOException {
        sinks = Sinks.start(0, 0);
        client = new SinkClient(sinks.url());
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        sinks.close();
    }

    @Test
    void aTriggerIsProcessedAndOpensAnIncident() throws Exception {
        HttpResponse<String> response = client.post(ENQUEUE, TRIGGER);

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(response.body())
                .isEqualTo("{\"status\":\"success\",\"message\":\"Event processed\",\"dedup_key\":\"inc-1\"}");
        assertThat(sinks.incidents()).singleElement().satisfies(incident -> {
            assertThat(incident.id()).isEqualTo(new PagerDutyIncident.Id("key-1", "inc-1"));
            assertThat(incident.state()).isEqualTo(State.TRIGGERED);
            assertThat(incident.headline().summary()).isEqualTo("Network partition");
            assertThat(incident.headline().severity()).isEqualTo("critical");
        });
    }

    @Test
    void aTriggerWithoutADedupKeyGetsOneAndOpensItsOwnIncident() throws Exception {
        String event = without("/dedup_key");
        String first = SinkJson.MAPPER
                .readTree(client.post(ENQUEUE, event).body())
                .path("dedup_key")
                .asString();
        String second = SinkJson.MAPPER
                .readTree(client.post(ENQUEUE, event).body())
                .path("dedup_key")
                .asString();

        assertThat(first).isNotBlank().isNotEqualTo(second);
        assertThat(sinks.incidents())
                .extracting(incident -> incident.id().dedupKey())
                .containsExactly(first, second);
    }

    @Test
    void anIncidentLivesFromTriggerOverAcknowledgeToResolveAndIsOpenedAnew() throws Exception {
        client.post(ENQUEUE, TRIGGER);
        client.post(ENQUEUE, TRIGGER);
        client.post(ENQUEUE, action("acknowledge"));
        client.post(ENQUEUE, TRIGGER);
        assertThat(sinks.incidents()).singleElement().satisfies(incident -> {
            assertThat(incident.state()).isEqualTo(State.ACKNOWLEDGED);
            assertThat(incident.triggers()).isEqualTo(3);
        });

        client.post(ENQUEUE, action("resolve"));
        client.post(ENQUEUE, action("resolve"));
        client.post(ENQUEUE, TRIGGER);

        assertThat(sinks.incidents())
                .extracting(PagerDutyIncident::state)
                .containsExactly(State.RESOLVED, State.TRIGGERED);
        assertThat(sinks.receipts(SinkName.PAGERDUTY))
                .extracting(Receipt::duplicate)
                .containsExactly(false, true, false, true, false, true, false);
        assertThat(sinks.counts(SinkName.PAGERDUTY)).isEqualTo(new Counts(7, 7, 3, 0, 0));
        JsonNode view = client.json("/sinks/pagerduty/incidents").path("incidents");
        assertThat(view.path(0).path("status").asString()).isEqualTo("resolved");
        assertThat(view.path(1).path("number").asInt()).isEqualTo(2);
    }

    @Test
    void theSameDedupKeyUnderAnotherRoutingKeyIsAnotherIncident() throws Exception {
        client.post(ENQUEUE, TRIGGER);
        client.post(ENQUEUE, TRIGGER.replace("key-1", "key-2"));

        assertThat(sinks.incidents()).hasSize(2);
        assertThat(sinks.counts(SinkName.PAGERDUTY).duplicates()).isZero();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("eventsThatPagerDutyRefuses")
    void refusesWhatPagerDutyRefuses(String event, String error) throws Exception {
        HttpResponse<String> response = client.post(ENQUEUE, event);

        assertThat(response.statusCode()).isEqualTo(400);
        JsonNode answer = SinkJson.MAPPER.readTree(response.body());
        assertThat(answer.path("status").asString()).isEqualTo("invalid event");
        assertThat(answer.path("message").asString()).isEqualTo("Event object is invalid");
        assertThat(answer.path("errors")).hasSize(1);
        assertThat(answer.at("/errors/0").asString()).contains(error);
        assertThat(sinks.incidents()).isEmpty();
        assertThat(sinks.counts(SinkName.PAGERDUTY).rejected()).isEqualTo(1);
    }

    static Stream<Arguments> eventsThatPagerDutyRefuses() {
        return Stream.of(
                Arguments.of("not json", "not a JSON object"),
                Arguments.of(without("/routing_key"), "routing_key"),
                Arguments.of(with("/event_action", "\"page\""), "event_action"),
                Arguments.of(without("/payload"), "'payload'"),
                Arguments.of(without("/payload/summary"), "payload.summary"),
                Arguments.of(with("/payload/summary", "\"" + "x".repeat(1025) + "\""), "payload.summary"),
                Arguments.of(without("/payload/source"), "payload.source"),
                Arguments.of(with("/payload/severity", "\"high\""), "payload.severity"),
                Arguments.of(with("/payload/timestamp", "\"yesterday\""), "payload.timestamp"),
                Arguments.of(with("/payload/custom_details", "\"text\""), "payload.custom_details"),
                Arguments.of(with("/dedup_key", "\"" + "x".repeat(256) + "\""), "dedup_key"),
                Arguments.of(with("/links", "{}"), "'links'"),
                Arguments.of(with("/links", "[{\"text\":\"no address\"}]"), "'href'"),
                Arguments.of(with("/images", "[{\"href\":\"no source\"}]"), "'src'"),
                Arguments.of("{\"routing_key\":\"k\",\"event_action\":\"resolve\"}", "dedup_key"),
                Arguments.of(
                        with("/payload/custom_details", "{\"log\":\"" + "x".repeat(512 * 1024) + "\"}"), "512 KB"));
    }

    @Test
    void namesEverythingThatIsWrongAtOnce() {
        List<String> errors = PagerDutyRules.errors(SinkJson.MAPPER.readTree("{\"event_action\":\"trigger\"}"), false);
        assertThat(errors).hasSize(2);
    }

    @Test
    void realKeysHave32CharactersWhenTheyMust() {
        JsonNode event = SinkJson.MAPPER.readTree(TRIGGER);
        assertThat(PagerDutyRules.errors(event, false)).isEmpty();
        assertThat(PagerDutyRules.errors(event, true))
                .containsExactly("Length of 'routing_key' is incorrect (should be 32 characters)");
        assertThat(PagerDutyRules.errors(
                        SinkJson.MAPPER.readTree(with("/routing_key", "\"" + "a1".repeat(16) + "\"")), true))
                .isEmpty();
    }

    private static String action(String action) {
        return "{\"routing_key\":\"key-1\",\"event_action\":\"" + action + "\",\"dedup_key\":\"inc-1\"}";
    }

    private static String without(String pointer) {
        return with(pointer, null);
    }

    private static String with(String pointer, @Nullable String value) {
        ObjectNode event = (ObjectNode) SinkJson.MAPPER.readTree(TRIGGER);
        int slash = pointer.lastIndexOf('/');
        ObjectNode parent = slash == 0 ? event : (ObjectNode) event.at(pointer.substring(0, slash));
        String field = pointer.substring(slash + 1);
        if (value == null) {
            parent.remove(field);
        } else {
            parent.set(field, SinkJson.MAPPER.readTree(value));
        }
        return event.toString();
    }

    @Test
    void versionOneHasRulesOfItsOwn() throws Exception {
        String create = "/pagerduty/generic/2010-04-15/create_event.json";
        HttpResponse<String> taken = client.post(
                create,
                "{'service_key':'k','event_type':'trigger','incident_key':'i','description':'d'}".replace('\'', '"'));
        assertThat(taken.statusCode()).isEqualTo(200);
        assertThat(taken.body()).contains("\"incident_key\":\"i\"");
        assertThat(sinks.incidents()).hasSize(1);
        for (String wrong : List.of(
                "{}",
                "{'service_key':'k','event_type':'trigger','incident_key':'i'}",
                "{'service_key':'k','event_type':'resolve'}",
                "{'service_key':'k','event_type':'open','description':'d'}",
                "{'routing_key':'k','service_key':'k','event_type':'trigger','description':'d'}",
                "{'service_key':'k','event_type':'trigger','description':'d','details':'x'}",
                "{'service_key':'k','event_type':'trigger','description':'d','contexts':[{'type':'link'}]}")) {
            assertThat(client.post(create, wrong.replace('\'', '"')).statusCode())
                    .as(wrong)
                    .isEqualTo(400);
        }
    }
}
