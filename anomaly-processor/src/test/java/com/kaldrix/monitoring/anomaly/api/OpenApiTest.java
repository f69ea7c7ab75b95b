package com.kaldrix.monitoring.anomaly.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.kaldrix.monitoring.anomaly.anomaly.Anomaly;
import com.kaldrix.monitoring.anomaly.anomaly.TestAnomalies;
import com.kaldrix.monitoring.anomaly.event.Found;
import com.kaldrix.monitoring.anomaly.roster.Roster;
import com.kaldrix.monitoring.anomaly.stream.FindingsSink;
import com.kaldrix.monitoring.anomaly.stream.Glance;
import com.kaldrix.monitoring.common.severity.Severity;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The OpenAPI document against the running service. */
class OpenApiTest extends ApiTest {
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private final RequestMappingHandlerMapping mappings;
    private final FindingsSink desk;
    private final TransactionOperations transactions;
    private final Roster roster;

    @Autowired
    OpenApiTest(
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings,
            FindingsSink desk,
            TransactionOperations transactions,
            Roster roster) {
        this.mappings = mappings;
        this.desk = desk;
        this.transactions = transactions;
        this.roster = roster;
    }

    private JsonNode document() {
        return body(get(VIEWER, "/v3/api-docs"));
    }

    @Test
    void namesEveryOperationThatIsMappedAndNoOther() {
        Set<String> mapped = mappings.getHandlerMethods().entrySet().stream()
                .filter(entry -> entry.getValue().getBeanType().getName().startsWith("com.kaldrix.monitoring."))
                .flatMap(entry -> operations(entry.getKey()))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> documented = new TreeSet<>();
        document()
                .get("paths")
                .forEachEntry((path, methods) -> methods.forEachEntry(
                        (method, operation) -> documented.add(method.toUpperCase(Locale.ROOT) + " " + path)));

        assertThat(mapped).hasSizeGreaterThanOrEqualTo(12);
        assertThat(documented).isEqualTo(mapped);
    }

    private static Stream<String> operations(RequestMappingInfo mapping) {
        return mapping.getMethodsCondition().getMethods().stream()
                .flatMap(method -> mapping.getPatternValues().stream().map(path -> method + " " + path));
    }

    @Test
    void explainsEveryOperationAndItsParameters() {
        JsonNode document = document();
        assertThat(document.at("/info/title").stringValue()).isEqualTo("KALDRIX anomaly-processor");
        document.get("paths")
                .forEachEntry((path, methods) -> methods.forEachEntry((method, operation) -> {
                    String name = method + " " + path;
                    assertThat(operation.path("summary").asString("")).as(name).isNotBlank();
                    assertThat(operation.path("tags").size()).as(name).isPositive();
                    operation
                            .path("parameters")
                            .forEach(parameter -> assertThat(
                                            parameter.path("description").asString(""))
                                    .as(name + " " + parameter)
                                    .isNotBlank());
                }));
    }

    /** A call of an operation. */
    private record Call(
            String token, HttpMethod method, String path, String uri, String type, String body, int status) {}

    private static Call read(String path, String uri) {
        return new Call(VIEWER, HttpMethod.GET, path, uri, "", "", 200);
    }

    private static Call write(HttpMethod method, String path, String uri, String body, int status) {
        return new Call(ADMIN, method, path, uri, body.isEmpty() ? "" : "application/json", body, status);
    }

    @Test
    void whatIsAnsweredIsWhatTheDocumentSays() {
        Anomaly anomaly = TestAnomalies.of(
                TestAnomalies.series("kaldrix_node_peers", "us-east-1", "network"), START, null, Severity.P2);
        transactions.executeWithoutResult(status -> {
            try (FindingsSink.Writing writing = desk.begin(START)) {
                writing.found(anomaly.series(), new Found(anomaly, TestAnomalies.trace(START)));
            }
        });
        roster.keep(
                0,
                Map.of(
                        anomaly.series(),
                        new Glance(
                                "cheap",
                                0.5,
                                START.toEpochMilli(),
                                Double.NaN,
                                1,
                                2,
                                0.5,
                                0.1,
                                TestAnomalies.trace(START).bytes())),
                START);
        AheadRows ahead = new AheadRows(jdbc);
        ahead.follow(AheadRows.ID, "a");
        ahead.follow(AheadRows.OTHER, "b");
        ahead.outlook();
        ahead.correlation();
        ahead.forest();
        ahead.weeklyNote();
        String series = body(get(VIEWER, "/api/v1/series")).at("/items/0/id").stringValue();
        String detector = id(post(ADMIN, D, DetectorApiTest.operators("anomaly-detector.json")));
        String set = id(post(ADMIN, M, DetectorApiTest.operators("metric-set.json")));
        String unknown = "0198c1f2-7b5e-7d10-9c3a-2f8d6a1b4c5e";
        String event = E + "/" + anomaly.id();
        post(RESPONDER, event + "/false-positive", "{\"text\":\"x\"}");
        String feedback = body(get(VIEWER, F)).at("/items/0/id").stringValue();
        String suppression = body(get(VIEWER, S)).at("/items/0/id").stringValue();
        String csv = "timestamp,value,label\n2026-01-01T00:00:00Z,1,0\n2026-01-01T00:01:00Z,2,1\n";
        String job = id(send(ADMIN, B, "text/csv", csv));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> body(get(VIEWER, B + "/" + job))
                        .path("state")
                        .stringValue()
                        .equals("done"));
        List<Call> calls = new ArrayList<>(List.of(
                read("/-/healthy", "/-/healthy"),
                read("/-/ready", "/-/ready"),
                read(D, D),
                read(D, D + "?limit=1"),
                read(D + "/{id}", D + "/" + detector),
                new Call(VIEWER, HttpMethod.GET, D + "/{id}", D + "/" + unknown, "", "", 404),
                write(HttpMethod.POST, D, D, "{\"metric_name\":\"a_b\"}", 201),
                write(HttpMethod.POST, D, D, "{}", 400),
                write(HttpMethod.PUT, D + "/{id}", D + "/" + detector, "{\"metric_name\":\"a_b\"}", 200),
                read(M, M),
                read(M + "/{id}", M + "/" + set),
                write(HttpMethod.POST, M, M, DetectorApiTest.operators("metric-set.json"), 409),
                write(
                        HttpMethod.POST,
                        M,
                        M,
                        DetectorApiTest.operators("metric-set.json").replace("prod-", "test-"),
                        201),
                write(HttpMethod.PUT, M + "/{id}", M + "/" + set, DetectorApiTest.operators("metric-set.json"), 200),
                write(
                        HttpMethod.POST,
                        M + "/{id}/readings",
                        M + "/" + set + "/readings",
                        "[{\"timestamp\":\"2026-01-01T00:00:00\",\"TransactionRate\":1}]",
                        200),
                write(HttpMethod.POST, M + "/{id}/fetch", M + "/" + set + "/fetch", "{\"path\":\"/etc/passwd\"}", 400),
                write(HttpMethod.POST, M + "/{id}/fetch", M + "/" + set + "/fetch", fetched(), 200),
                read("/api/v1/series", "/api/v1/series"),
                read("/api/v1/series/{id}", "/api/v1/series/" + series),
                read("/api/v1/series/{id}/plot.svg", "/api/v1/series/" + series + "/plot.svg"),
                read("/-/healthy", "/-/healthy"),
                read("/-/ready", "/-/ready"),
                read("/api/v1/forecasts", "/api/v1/forecasts"),
                read("/api/v1/forecasts/{id}", "/api/v1/forecasts/" + AheadRows.ID),
                read("/api/v1/correlations/{region}/{component}", "/api/v1/correlations/eu-west-1/storage"),
                read("/api/v1/forests", "/api/v1/forests"),
                read("/api/v1/weekly", "/api/v1/weekly"),
                read("/api/v1/weekly/{id}/plot.svg", "/api/v1/weekly/" + AheadRows.ID + "/plot.svg"),
                read(A, A),
                read(A + "/{id}", A + "/" + anomaly.id()),
                read(A + "/{id}/plot.svg", A + "/" + anomaly.id() + "/plot.svg"),
                read(A + "/{id}/plot.png", A + "/" + anomaly.id() + "/plot.png"),
                read(E, E),
                read(E + "/{id}", event),
                read(F, F),
                read(F + "/{id}", F + "/" + feedback),
                read(S, S),
                read(B, B),
                read(B + "/{id}", B + "/" + job),
                read(B + "/{id}/scores.csv", B + "/" + job + "/scores.csv"),
                new Call(ADMIN, HttpMethod.POST, B, B, "text/csv", csv, 202),
                write(HttpMethod.POST, B, B, "{}", 400),
                write(HttpMethod.DELETE, B + "/{id}", B + "/" + job, "", 204),
                write(HttpMethod.DELETE, S + "/{id}", S + "/" + suppression, "", 204),
                write(HttpMethod.DELETE, F + "/{id}", F + "/" + feedback, "", 204),
                write(HttpMethod.DELETE, F + "/{id}", F + "/" + feedback, "", 404),
                write(HttpMethod.POST, E + "/{id}/acknowledge", event + "/acknowledge", "", 200),
                write(HttpMethod.POST, E + "/{id}/investigating", event + "/investigating", "", 200),
                write(HttpMethod.POST, E + "/{id}/note", event + "/note", "{\"text\":\"x\"}", 200),
                write(HttpMethod.POST, E + "/{id}/resolve", event + "/resolve", "{\"text\":\"x\"}", 200),
                write(HttpMethod.POST, E + "/{id}/false-positive", event + "/false-positive", "{\"text\":\"x\"}", 200),
                write(
                        HttpMethod.POST,
                        F,
                        F,
                        "{\"kind\":\"expected\",\"anomaly\":\"" + anomaly.id()
                                + "\",\"reason\":\"x\",\"until\":\"2026-04-01T00:00:00Z\"}",
                        201),
                write(HttpMethod.POST, S, S, "{\"series\":\"{a=\\\"b\\\"}\",\"reason\":\"x\"}", 201),
                new Call("", HttpMethod.GET, S, S, "", "", 401),
                new Call(VIEWER, HttpMethod.POST, S, S, "application/json", "{}", 403),
                write(HttpMethod.DELETE, D + "/{id}", D + "/" + detector, "", 204),
                write(HttpMethod.DELETE, M + "/{id}", M + "/" + set, "", 204),
                new Call(ADMIN, HttpMethod.GET, "/api/v1/audit", "/api/v1/audit", "", "", 200)));
        JsonNode document = document();
        Set<String> succeeded = new TreeSet<>();
        for (Call call : calls) {
            MvcTestResult result = call.type().isEmpty()
                    ? call(call.token(), call.method(), call.uri(), call.body())
                    : call(call.token(), call.method(), call.uri(), call.type(), call.body());
            assertThat(result).as(call.toString()).hasStatus(call.status());
            validate(document, call, result);
            if (call.status() < 300) {
                succeeded.add(call.method() + " " + call.path());
            }
        }
        Set<String> documented = new TreeSet<>();
        document.get("paths")
                .forEachEntry((path, methods) -> methods.forEachEntry(
                        (method, operation) -> documented.add(method.toUpperCase(Locale.ROOT) + " " + path)));
        assertThat(succeeded).isEqualTo(documented);
    }

    private static final String D = "/api/v1/detectors";
    private static final String M = "/api/v1/metric-sets";
    private static final String A = "/api/v1/anomalies";
    private static final String E = "/api/v1/events";
    private static final String F = "/api/v1/feedback";
    private static final String S = "/api/v1/suppressions";
    private static final String B = "/api/v1/backtest";

    private String id(MvcTestResult created) {
        return body(created).path("id").stringValue();
    }

    private static String fetched() {
        try {
            Files.writeString(FETCHED.resolve("o.csv"), "timestamp,TransactionRate\n2026-03-01T00:00:00,7\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "{\"path\":\"" + FETCHED.resolve("o.csv") + "\"}";
    }

    private void validate(JsonNode document, Call call, MvcTestResult result) {
        JsonNode response = document.get("paths")
                .get(call.path())
                .get(call.method().name().toLowerCase(Locale.ROOT))
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
        if (!type.endsWith("json")) {
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
