package com.kaldrix.monitoring.metrics.openapi;

import static com.kaldrix.monitoring.metrics.RunningGateway.ACCESS_KEY;
import static com.kaldrix.monitoring.metrics.RunningGateway.ADMIN;
import static com.kaldrix.monitoring.metrics.RunningGateway.INGEST;
import static com.kaldrix.monitoring.metrics.RunningGateway.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.kaldrix.monitoring.local.remotewrite.TimeSeries;
import com.kaldrix.monitoring.local.remotewrite.Version;
import com.kaldrix.monitoring.local.remotewrite.WriteEncoder;
import com.kaldrix.monitoring.metrics.RunningGateway;
import com.kaldrix.monitoring.metrics.RunningGateway.Answer;
import com.kaldrix.monitoring.metrics.ingest.firehose.Deliveries;
import com.kaldrix.monitoring.metrics.ingest.otlp.Samples;
import com.kaldrix.monitoring.metrics.kpi.definition.Outcome;
import com.kaldrix.monitoring.metrics.kpi.merge.KpiWindow;
import com.kaldrix.monitoring.metrics.kpi.view.LatestKpis;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The OpenAPI document against the running service: what is mapped, and what is answered. */
class OpenApiTest {
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String PROTOBUF = "application/x-protobuf";
    private static final byte[] LARGE = new byte[100_000];

    @TempDir
    static Path folder;

    private static Path file = Path.of("");
    private static @Nullable RunningGateway running;

    @BeforeAll
    static void start() throws IOException {
        file = Files.writeString(
                folder.resolve("prometheus.yml"),
                "scrape_configs: [{job_name: a, static_configs: [{targets: ['127.0.0.1:1']}], relabel_configs: []}]\n");
        running = RunningGateway.start(
                folder,
                Map.of(
                        "kaldrix.configuration.file", file.toString(),
                        "kaldrix.push.max-body", "64KB",
                        "kaldrix.otlp.max-body", "64KB",
                        "kaldrix.firehose.max-body", "64KB",
                        "kaldrix.remote-write.max-content", "64KB"));
    }

    @AfterAll
    static void stop() {
        gateway().close();
    }

    private static RunningGateway gateway() {
        return Objects.requireNonNull(running, "it has started");
    }

    private static JsonNode document() {
        Answer answer = gateway().get(VIEWER, "/v3/api-docs");
        assertThat(answer.status()).isEqualTo(200);
        return answer.json();
    }

    /** {@code GET /api/v1/targets}, … */
    private static Set<String> operations(JsonNode document) {
        Set<String> operations = new TreeSet<>();
        document.get("paths")
                .forEachEntry((path, methods) -> methods.forEachEntry(
                        (method, operation) -> operations.add(method.toUpperCase(Locale.ROOT) + " " + path)));
        return operations;
    }

    @Test
    void namesEveryOperationThatIsMappedAndNoOther() {
        Set<String> mapped = gateway()
                .part("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .entrySet()
                .stream()
                .filter(entry -> entry.getValue().getBeanType().getName().startsWith("com.kaldrix.monitoring.metrics."))
                .map(Map.Entry::getKey)
                .flatMap(OpenApiTest::operations)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(mapped).hasSizeGreaterThanOrEqualTo(11);
        assertThat(operations(document())).isEqualTo(mapped);
    }

    private static Stream<String> operations(RequestMappingInfo mapping) {
        return mapping.getMethodsCondition().getMethods().stream()
                .flatMap(method -> mapping.getPatternValues().stream().map(path -> method + " " + path));
    }

    @Test
    void explainsEveryOperationAndWhoMayCallIt() {
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
                        assertThat(parameter.path("schema").has("type"))
                                .as(name + " " + parameter)
                                .isTrue();
                        assertThat(parameter.path("name").asString("")).isNotEqualTo("actor");
                    });
                    if (path.equals("/firehose/cloudwatch")) {
                        assertThat(operation.get("security").size())
                                .as("has keys of its own")
                                .isZero();
                    } else {
                        assertThat(operation.get("responses").propertyNames())
                                .as(name)
                                .contains("401", "403");
                    }
                }));
    }

    /** A call of an operation, and the status that it must have. */
    private record Call(String method, String token, String path, String uri, String type, byte[] body, int status) {
        @Override
        public String toString() {
            return method + " " + uri + " with " + body.length + " bytes of " + type;
        }
    }

    private static Call read(String token, String path, String uri, int status) {
        return new Call("GET", token, path, uri, "", new byte[0], status);
    }

    private static Call read(String path) {
        return read(VIEWER, path, path, 200);
    }

    private static Call write(String token, String path, String type, byte[] body, int status) {
        return new Call("POST", token, path, path, type, body, status);
    }

    private static Call write(String token, String path, String type, String body, int status) {
        return write(token, path, type, body.getBytes(StandardCharsets.UTF_8), status);
    }

    private static Answer call(Call call) {
        if (call.method().equals("GET")) {
            return gateway().get(call.token(), call.uri());
        }
        if (call.type().isEmpty()) {
            return gateway().post(call.token(), call.uri());
        }
        return call.path().startsWith("/firehose") && !call.token().isEmpty()
                ? gateway().post("", call.uri(), call.type(), call.body(), "X-Amz-Firehose-Access-Key", call.token())
                : gateway().post(call.token(), call.uri(), call.type(), call.body());
    }

    private static byte[] written(double value) {
        TimeSeries one = TimeSeries.of(
                Map.of("__name__", "m", "job", "j"),
                List.of(new TimeSeries.Point(Clock.systemUTC().millis(), value)));
        return new WriteEncoder().encode(Version.V1, List.of(one));
    }

    /** A window that is over, with a value and with none; the gateway's own may come after it at any moment. */
    private static void someKpis(JsonNode document) {
        Instant end = Clock.systemUTC().instant();
        Map<String, Map<String, Outcome>> values = Map.of("eu-west-1", Map.of("peer_count", new Outcome.Value(21)));
        KpiWindow window = new KpiWindow(end.minusSeconds(10), end, values, values, Set.of("us-west-2"), false);
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            gateway().part(LatestKpis.class).window(window);
            Call call = read("/api/v1/kpis");
            Answer answer = call(call);
            fits(document, call, answer);
            return answer.text().contains("\"value\":21.0") && answer.text().contains("\"value\":null");
        });
    }

    private static List<Call> good() {
        return List.of(
                write(INGEST, "/api/v1/write", PROTOBUF, written(1), 204),
                write(INGEST, "/api/v1/metrics", "application/json", "{\"name\":\"a\",\"value\":1}", 200),
                write(INGEST, "/v1/metrics", "application/json", "{\"resourceMetrics\":[]}", 200),
                write(INGEST, "/v1/metrics", PROTOBUF, Samples.everything().toByteArray(), 200),
                write(
                        ACCESS_KEY,
                        "/firehose/cloudwatch",
                        "application/json",
                        Deliveries.body("one", Deliveries.JSON),
                        200),
                read("/api/v1/targets"),
                read("/api/v1/series"),
                read("/api/v1/kpis"),
                read(VIEWER, "/api/v1/kpis/{name}", "/api/v1/kpis/peer_count", 200),
                read("/api/v1/configuration"),
                read("/api/v1/buffers"),
                write(ADMIN, "/-/reload", "", "", 200));
    }

    private static List<Call> bad() {
        String kpi = "/api/v1/kpis/{name}";
        String series = "/api/v1/series";
        String targets = "/api/v1/targets";
        String write = "/api/v1/write";
        String push = "/api/v1/metrics";
        String otlp = "/v1/metrics";
        String firehose = "/firehose/cloudwatch";
        String json = "application/json";
        return List.of(
                read("", targets, targets, 401),
                read(INGEST, targets, targets, 403),
                read(VIEWER, targets, targets + "?state=x", 400),
                read(VIEWER, series, series + "?limit=-1&match=%7B", 400),
                read(VIEWER, series, series + "?limit=many", 400),
                read("wrong", series, series, 401),
                read(VIEWER, kpi, "/api/v1/kpis/unknown", 404),
                read(VIEWER, kpi, "/api/v1/kpis/peer_count?step=7&from=never&region=mars", 400),
                read(INGEST, kpi, "/api/v1/kpis/peer_count", 403),
                read("", "/api/v1/kpis", "/api/v1/kpis", 401),
                read(INGEST, "/api/v1/configuration", "/api/v1/configuration", 403),
                read("", "/api/v1/buffers", "/api/v1/buffers", 401),
                write("", "/-/reload", "", "", 401),
                write(VIEWER, "/-/reload", "", "", 403),
                write(INGEST, write, PROTOBUF, "no snappy", 400),
                write(INGEST, write, PROTOBUF, new WriteEncoder().encode(Version.V1, List.of(nameless())), 400),
                write(INGEST, write, PROTOBUF, huge(), 413),
                write(INGEST, write, json, "{}", 415),
                write("", write, PROTOBUF, written(1), 401),
                write(VIEWER, write, PROTOBUF, written(1), 403),
                write(INGEST, push, json, "{\"name\":\"a\"}", 400),
                write(INGEST, push, json, "{", 400),
                write(INGEST, push, json, LARGE, 413),
                write(INGEST, push, "text/plain", "a 1", 415),
                write("", push, json, "{}", 401),
                write(VIEWER, push, json, "{}", 403),
                write(INGEST, otlp, json, "{", 400),
                write(INGEST, otlp, PROTOBUF, "no message", 400),
                write(INGEST, otlp, PROTOBUF, LARGE, 413),
                write(INGEST, otlp, json, LARGE, 413),
                write(INGEST, otlp, "text/plain", "a 1", 415),
                write("", otlp, PROTOBUF, "", 401),
                write(VIEWER, otlp, json, "{}", 403),
                write(ACCESS_KEY, firehose, json, "{}", 400),
                write(ACCESS_KEY, firehose, json, LARGE, 413),
                write("wrong", firehose, json, "{}", 401),
                write("", firehose, json, "{}", 401));
    }

    private static TimeSeries nameless() {
        return TimeSeries.of(
                Map.of("a b", "j"),
                List.of(new TimeSeries.Point(Clock.systemUTC().millis(), 1)));
    }

    private static byte[] huge() {
        TimeSeries one = TimeSeries.of(
                Map.of("__name__", "m", "job", "j".repeat(100_000)),
                List.of(new TimeSeries.Point(Clock.systemUTC().millis(), 1)));
        return new WriteEncoder().encode(Version.V1, List.of(one));
    }

    @Test
    void whatIsAnsweredIsWhatTheDocumentSays() throws IOException {
        JsonNode document = document();
        someKpis(document);
        Set<String> succeeded = new TreeSet<>();
        for (Call call : good()) {
            held(document, call);
            succeeded.add(call.method() + " " + call.path());
        }
        assertThat(succeeded).as("each operation succeeds once").isEqualTo(operations(document));
        SoftAssertions.assertSoftly(all -> bad().forEach(call -> all.check(() -> held(document, call))));
        // After something came, and was refused.
        held(document, read("/api/v1/series"));

        String right = Files.readString(file);
        Files.writeString(file, "scrape_configs: [{job_name: a, scheme: ftp}]\n");
        held(document, write(ADMIN, "/-/reload", "", "", 400));
        Files.writeString(file, right);
        held(document, write(ADMIN, "/-/reload", "", "", 200));
    }

    private static void held(JsonNode document, Call call) {
        fits(document, call, call(call));
    }

    private static void fits(JsonNode document, Call call, Answer answer) {
        assertThat(answer.status()).as(call + ": " + answer.text()).isEqualTo(call.status());
        JsonNode response = document.get("paths")
                .get(call.path())
                .get(call.method().toLowerCase(Locale.ROOT))
                .get("responses")
                .path(Integer.toString(call.status()));
        assertThat(response.isObject())
                .as(call + " is documented with " + call.status())
                .isTrue();
        if (answer.body().length == 0 && !response.has("content")) {
            return;
        }
        String type = answer.contentType().split(";")[0];
        JsonNode content = response.path("content").path(type);
        assertThat(content.isObject())
                .as(call + " answers with " + type + ": " + response)
                .isTrue();
        if (!type.endsWith("json")) {
            assertThat(content.at("/schema/type").asString(""))
                    .as(call.toString())
                    .isEqualTo("string");
            return;
        }
        ObjectNode schema = JSON.createObjectNode();
        schema.set("components", closed(document.get("components")));
        schema.setAll((ObjectNode) content.get("schema").deepCopy());
        assertThat(SCHEMAS.getSchema(schema.toString(), InputFormat.JSON).validate(answer.text(), InputFormat.JSON))
                .as(call + " " + answer.text())
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
