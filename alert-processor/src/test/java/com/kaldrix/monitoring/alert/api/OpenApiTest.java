package com.kaldrix.monitoring.alert.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.alert.notify.AcknowledgeLinks;
import com.kaldrix.monitoring.alert.notify.Notification;
import com.kaldrix.monitoring.alert.notify.Samples;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The OpenAPI document against the running service: what is mapped, and what is answered. */
class OpenApiTest extends ApiCalls {
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private static final String SILENCE = """
            {"comment":"c","createdBy":"ada","startsAt":"2026-03-01T12:00:00Z","endsAt":"2026-03-01T14:00:00Z",
             "matchers":[{"name":"region","value":"eu-west-1","isRegex":false,"isEqual":true}]}
            """;

    private static final String WINDOW = """
            {"name":"Upgrade","matchers":["region=\\"eu-west-1\\""],"startsAt":"2026-03-01T22:00:00","duration":"2h",
             "timeZone":"Europe/Berlin","rrule":"FREQ=WEEKLY;BYDAY=SU","comment":"c"}
            """;

    private final RequestMappingHandlerMapping mappings;
    private final AcknowledgeLinks acknowledgeLinks;

    @Autowired
    OpenApiTest(
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings,
            AcknowledgeLinks acknowledgeLinks) {
        this.mappings = mappings;
        this.acknowledgeLinks = acknowledgeLinks;
    }

    /** As it was told by mail. */
    private static Notification acknowledgeable(UUID incident, Instant at) {
        Notification sample = Samples.of(Notification.Kind.OPENED);
        Notification.Incident shown = sample.incident();
        return new Notification(
                sample.delivery(),
                sample.kind(),
                new Notification.Incident(
                        incident,
                        shown.title(),
                        shown.groupKey(),
                        shown.groupLabels(),
                        shown.severity(),
                        shown.openedAt(),
                        null,
                        shown.url(),
                        shown.externalUrl()),
                sample.receiver(),
                sample.alerts(),
                sample.notes(),
                sample.dedupKey(),
                at);
    }

    private JsonNode document() {
        MvcTestResult result = get(VIEWER, "/v3/api-docs");
        assertThat(result).hasStatus(200);
        return body(result);
    }

    /** {@code GET /api/v1/incidents}, … */
    private static Set<String> operations(JsonNode document) {
        Set<String> operations = new TreeSet<>();
        document.get("paths")
                .forEachEntry((path, methods) -> methods.forEachEntry(
                        (method, operation) -> operations.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path)));
        return operations;
    }

    @Test
    void namesEveryOperationThatIsMappedAndNoOther() {
        Set<String> mapped = mappings.getHandlerMethods().entrySet().stream()
                .filter(entry -> entry.getValue().getBeanType().getName().startsWith("com.kaldrix.monitoring."))
                .map(java.util.Map.Entry::getKey)
                .flatMap(OpenApiTest::operations)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(mapped).hasSizeGreaterThanOrEqualTo(20);
        assertThat(operations(document())).isEqualTo(mapped);
    }

    private static Stream<String> operations(RequestMappingInfo mapping) {
        return mapping.getMethodsCondition().getMethods().stream()
                .flatMap(method -> mapping.getPatternValues().stream().map(path -> method + " " + path));
    }

    @Test
    void explainsEveryOperationItsParametersAndWhatCanGoWrong() {
        JsonNode document = document();
        assertThat(document.get("openapi").stringValue()).startsWith("3.1");
        assertThat(document.at("/components/securitySchemes/token/scheme").stringValue())
                .isEqualTo("bearer");
        assertThat(document.at("/security/0").has("token")).isTrue();
        document.get("paths")
                .forEachEntry((path, methods) -> methods.forEachEntry((method, operation) -> {
                    String name = method + " " + path;
                    assertThat(operation.path("summary").asString("")).as(name).isNotBlank();
                    assertThat(operation.path("tags").size()).as(name).isPositive();
                    operation.path("parameters").forEach(parameter -> {
                        assertThat(parameter.path("description").asString(""))
                                .as(name + " " + parameter)
                                .isNotBlank();
                        assertThat(parameter.get("schema").has("type")
                                        || parameter.get("schema").has("$ref"))
                                .as(name + " " + parameter)
                                .isTrue();
                    });
                    if (!path.equals("/-/healthy") && !path.equals("/-/ready")) {
                        assertThat(operation.get("responses").propertyNames())
                                .as(name)
                                .contains("400", "401", "403", "503");
                    } else {
                        assertThat(operation.get("security").size()).as(name).isZero();
                    }
                }));
    }

    @Test
    void showsItToPeople() {
        assertThat(get(VIEWER, "/swagger-ui.html")).hasStatus(302);
        assertThat(get(VIEWER, "/swagger-ui/index.html")).hasStatus(200);
    }

    @Test
    void whatIsAnsweredIsWhatTheDocumentSays() {
        fire(
                "alertname=ok",
                "alertname=Outage,region=eu-west-1,severity=P0",
                "alertname=Outage2,region=eu-west-1,severity=P0",
                "alertname=Outage,region=us-west-2,severity=P1");
        clock.advance(java.time.Duration.ofSeconds(10));
        work();
        String id = jdbc.sql("select id::text from incident where severity = 0")
                .query(String.class)
                .single();
        String other = jdbc.sql("select id::text from incident where severity = 1")
                .query(String.class)
                .single();
        String outage = com.kaldrix.monitoring.common.label.Labels.of(
                        "alertname", "Outage2", "region", "eu-west-1", "severity", "P0")
                .fingerprint()
                .toString();
        String delivery = jdbc.sql("select id::text from delivery order by id limit 1")
                .query(String.class)
                .single();
        String silence = body(post(RESPONDER, "/api/v2/silences", SILENCE))
                .get("silenceID")
                .stringValue();
        String unknown = "0198c1f2-7b5e-7d10-9c3a-2f8d6a1b4c5e";
        String i = "/api/v1/incidents";
        String w = "/api/v1/maintenance-windows";
        String window = body(post(RESPONDER, w, WINDOW)).get("id").stringValue();
        List<Call> calls = new ArrayList<>(List.of(
                read("/-/healthy", "/-/healthy"),
                read("/-/ready", "/-/ready"),
                write(INGEST, "/api/v2/alerts", "/api/v2/alerts", "[]", 200),
                write(INGEST, "/api/v2/alerts", "/api/v2/alerts", "[{}]", 400),
                write(INGEST, "/api/v2/alerts", "/api/v2/alerts", "{}", 400),
                write(VIEWER, "/api/v2/alerts", "/api/v2/alerts", "[]", 403),
                read("/api/v2/alerts", "/api/v2/alerts"),
                new Call(VIEWER, HttpMethod.GET, "/api/v2/alerts", "/api/v2/alerts?filter=x", null, 400),
                read("/api/v2/alerts/groups", "/api/v2/alerts/groups"),
                new Call(
                        VIEWER, HttpMethod.GET, "/api/v2/alerts/groups", "/api/v2/alerts/groups?receiver=(", null, 400),
                read("/api/v2/receivers", "/api/v2/receivers"),
                read("/api/v2/status", "/api/v2/status"),
                read("/api/v2/silences", "/api/v2/silences"),
                new Call(VIEWER, HttpMethod.GET, "/api/v2/silences", "/api/v2/silences?filter=x", null, 400),
                write(RESPONDER, "/api/v2/silences", "/api/v2/silences", SILENCE, 200),
                write(RESPONDER, "/api/v2/silences", "/api/v2/silences", "{", 400),
                write(RESPONDER, "/api/v2/silences", "/api/v2/silences", SILENCE.replace("eu-west-1", ""), 400),
                write(
                        RESPONDER,
                        "/api/v2/silences",
                        "/api/v2/silences",
                        SILENCE.replace("{\"c", "{\"id\":\"x\",\"c"),
                        404),
                write(RESPONDER, "/api/v2/silences", "/api/v2/silences", "{}", 422),
                write(VIEWER, "/api/v2/silences", "/api/v2/silences", SILENCE, 403),
                read("/api/v2/silence/{id}", "/api/v2/silence/" + silence),
                new Call(VIEWER, HttpMethod.GET, "/api/v2/silence/{id}", "/api/v2/silence/" + unknown, null, 404),
                new Call(VIEWER, HttpMethod.GET, "/api/v2/silence/{id}", "/api/v2/silence/x", null, 422),
                new Call(RESPONDER, HttpMethod.DELETE, "/api/v2/silence/{id}", "/api/v2/silence/" + silence, null, 200),
                new Call(RESPONDER, HttpMethod.DELETE, "/api/v2/silence/{id}", "/api/v2/silence/" + unknown, null, 404),
                new Call(RESPONDER, HttpMethod.DELETE, "/api/v2/silence/{id}", "/api/v2/silence/x", null, 422),
                new Call(VIEWER, HttpMethod.DELETE, "/api/v2/silence/{id}", "/api/v2/silence/" + unknown, null, 403),
                read(i, i),
                read(i, i + "?limit=1"),
                new Call(VIEWER, HttpMethod.GET, i, i + "?limit=0", null, 400),
                new Call("", HttpMethod.GET, i, i, null, 401),
                new Call(INGEST, HttpMethod.GET, i, i, null, 403),
                read(i + "/{id}", i + "/" + id),
                new Call(VIEWER, HttpMethod.GET, i + "/{id}", i + "/" + unknown, null, 404),
                read(i + "/{id}/timeline", i + "/" + id + "/timeline"),
                act("acknowledge", id, null, 200),
                act("escalate", id, null, 409),
                act("reopen", id, null, 200),
                act("escalate", id, null, 200),
                act("snooze", id, "{\"for\":\"1h\"}", 200),
                act("snooze", id, "{\"for\":\"1y\"}", 400),
                act("snooze", id, "{\"untilResolved\":true}", 200),
                act("note", id, "{\"text\":\"x\"}", 200),
                act("reopen", id, null, 200),
                act("reassign", id, "{\"receiver\":\"managers\"}", 200),
                act("reassign", id, "{\"receiver\":\"nobody\"}", 400),
                act("reassign", id, "{\"receiver\":\"on-call\"}", 200),
                act("split", id, "{\"alerts\":[\"%s\"]}".formatted(outage), 200),
                act("split", id, "{\"alerts\":[]}", 400),
                act("merge", other, "{\"into\":\"%s\"}".formatted(id), 200),
                act("merge", id, "{\"into\":\"%s\"}".formatted(id), 400),
                act("merge", id, "{\"into\":\"%s\"}".formatted(unknown), 404),
                act("resolve", id, null, 200),
                act("acknowledge", id, null, 409),
                act("resolve", unknown, null, 404),
                read(i + "/{id}", i + "/" + id),
                read("/api/v1/alerts", "/api/v1/alerts"),
                read("/api/v1/alerts/{fingerprint}", "/api/v1/alerts/01167342b0fed1b2"),
                read("/api/v1/notifications", "/api/v1/notifications"),
                read("/api/v1/notifications/{id}", "/api/v1/notifications/" + delivery),
                write(
                        VIEWER,
                        "/api/v1/routes:test",
                        "/api/v1/routes:test",
                        "{\"labels\":{\"alertname\":\"Outage\"}}",
                        200),
                write(VIEWER, "/api/v1/routes:test", "/api/v1/routes:test", "{\"labels\":{}}", 400),
                write(
                        VIEWER,
                        "/api/v1/templates:preview",
                        "/api/v1/templates:preview",
                        "{\"text\":\"{{ .Status }}\",\"receiver\":\"on-call\"}",
                        200),
                write(VIEWER, "/api/v1/templates:preview", "/api/v1/templates:preview", "{}", 400),
                read(w, w),
                read(w, w + "?state=active&limit=1"),
                new Call(VIEWER, HttpMethod.GET, w, w + "?state=x", null, 400),
                write(RESPONDER, w, w, WINDOW, 201),
                write(RESPONDER, w, w, "{}", 400),
                write(VIEWER, w, w, WINDOW, 403),
                read(w + "/{id}", w + "/" + window),
                new Call(VIEWER, HttpMethod.GET, w + "/{id}", w + "/" + unknown, null, 404),
                new Call(RESPONDER, HttpMethod.PUT, w + "/{id}", w + "/" + window, WINDOW, 200),
                new Call(RESPONDER, HttpMethod.PUT, w + "/{id}", w + "/" + unknown, WINDOW, 404),
                new Call(RESPONDER, HttpMethod.DELETE, w + "/{id}", w + "/" + window, null, 200),
                write(VIEWER, w + ":preview", w + ":preview", WINDOW, 200),
                write(
                        VIEWER,
                        "/api/v1/silences:preview",
                        "/api/v1/silences:preview",
                        "{\"matchers\":[\"alertname=Outage\"]}",
                        200),
                write(VIEWER, "/api/v1/silences:preview", "/api/v1/silences:preview", "{}", 400),
                write(
                        ADMIN,
                        "/api/v1/config:replay",
                        "/api/v1/config:replay",
                        "{\"alertmanager\":\"route: {receiver: x}\\nreceivers: [{name: x, webhook_configs: [{url: 'http://x/'}]}]\",\"kaldrix\":\"{}\"}",
                        200),
                write(ADMIN, "/api/v1/config:replay", "/api/v1/config:replay", "{}", 400),
                write(RESPONDER, "/api/v1/config:replay", "/api/v1/config:replay", "{}", 403),
                read("/api/v1/conditions", "/api/v1/conditions"),
                write(VIEWER, "/api/v1/conditions:test", "/api/v1/conditions:test", "{\"when\":\"true\"}", 200),
                write(VIEWER, "/api/v1/conditions:test", "/api/v1/conditions:test", "{\"when\":\"1\"}", 400),
                read("/api/v1/receivers", "/api/v1/receivers"),
                write(ADMIN, "/api/v1/receivers/{name}:test", "/api/v1/receivers/on-call:test", null, 202),
                write(ADMIN, "/api/v1/receivers/{name}:test", "/api/v1/receivers/nobody:test", null, 409),
                read("/api/v1/configuration", "/api/v1/configuration"),
                write(ADMIN, "/-/reload", "/-/reload", null, 200),
                new Call(ADMIN, HttpMethod.GET, "/api/v1/audit", "/api/v1/audit", null, 200)));
        calls.addAll(onCall());
        calls.addAll(heartbeats());
        calls.addAll(afterwards(id));
        calls.addAll(remediations());
        calls.addAll(allRegions());
        String acknowledge = acknowledgeLinks
                .of(acknowledgeable(UUID.fromString(id), clock.instant()), "ada@example.org")
                .orElseThrow()
                .url()
                .replaceAll(".*(?=/acknowledge)", "");
        calls.add(read("/acknowledge/{id}", acknowledge));
        calls.add(write(VIEWER, "/acknowledge/{id}", acknowledge, null, 200));
        calls.add(new Call(VIEWER, HttpMethod.GET, "/acknowledge/{id}", "/acknowledge/" + id, null, 400));
        calls.add(write("", "/callbacks/slack", "/callbacks/slack", null, 401));
        calls.add(write("", "/callbacks/pagerduty", "/callbacks/pagerduty", null, 401));
        calls.add(write("", "/callbacks/voice", "/callbacks/voice", null, 401));
        JsonNode document = document();

        Set<String> succeeded = new TreeSet<>();
        for (Call call : calls) {
            MvcTestResult result = call(call.token(), call.method(), call.uri(), call.body());
            assertThat(result.getResponse().getStatus())
                    .as(call + " " + new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8))
                    .isEqualTo(call.status());
            validate(document, call, result);
            if (call.status() < 300) {
                succeeded.add(call.method() + " " + call.path());
            }
        }
        // Signed ones are told in CallbackStoryTest and TelephoneStoryTest.
        succeeded.add("POST /callbacks/slack");
        succeeded.add("POST /callbacks/pagerduty");
        succeeded.add("POST /callbacks/voice");
        assertThat(succeeded).isEqualTo(operations(document));
    }

    private void validate(JsonNode document, Call call, MvcTestResult result) {
        JsonNode response = document.get("paths")
                .get(call.path())
                .get(call.method().name().toLowerCase(java.util.Locale.ROOT))
                .get("responses")
                .path(Integer.toString(call.status()));
        assertThat(response.isObject()).as(call + " is documented").isTrue();
        byte[] body = result.getResponse().getContentAsByteArray();
        if (body.length == 0) {
            assertThat(response.has("content")).as(call + " has no body").isFalse();
            return;
        }
        String type = String.valueOf(result.getResponse().getContentType()).split(";")[0];
        JsonNode content = response.path("content").path(type);
        assertThat(content.isObject())
                .as(call + " answers with " + type + ": " + response)
                .isTrue();
        if (type.startsWith("text/")) {
            return;
        }
        ObjectNode schema = json.createObjectNode();
        schema.set("components", closed(document.get("components")));
        schema.setAll((ObjectNode) content.get("schema").deepCopy());
        var errors = SCHEMAS.getSchema(schema.toString(), InputFormat.JSON)
                .validate(new String(body, StandardCharsets.UTF_8), InputFormat.JSON);
        assertThat(errors)
                .as(call + " " + new String(body, StandardCharsets.UTF_8))
                .isEmpty();
    }

    /** Every object with named properties has no others: what is not in the document must not be answered. */
    private static JsonNode closed(JsonNode components) {
        JsonNode copy = components.deepCopy();
        copy.get("schemas").forEach(schema -> {
            if (schema.has("properties") && !schema.has("additionalProperties")) {
                ((ObjectNode) schema).put("additionalProperties", false);
            }
        });
        return copy;
    }
}
