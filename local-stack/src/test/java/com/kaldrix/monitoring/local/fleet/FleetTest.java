package com.kaldrix.monitoring.local.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.kaldrix.monitoring.local.fleet.NodeSpec.Delivery;
import com.kaldrix.monitoring.local.remotewrite.RecordingTarget;
import com.kaldrix.monitoring.local.sink.Sinks;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The fleet over HTTP: its pages and faults on the port of the sinks, and what it pushes. */
class FleetTest {
    private static final List<String> REGIONS = List.of("us-east-1", "us-west-2", "eu-west-1");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Fleet fleet =
            new Fleet(FleetPlan.of(REGIONS).pushingEvery(Duration.ofMillis(200)), Clock.systemUTC());
    private final HttpClient http = HttpClient.newHttpClient();
    private Sinks sinks;

    @BeforeEach
    void start() throws Exception {
        sinks = Sinks.start(0, 0);
        sinks.mount(Fleet.PATH, fleet.pages());
    }

    @AfterEach
    void stop() throws Exception {
        fleet.close();
        sinks.close();
        http.close();
    }

    @Test
    void everyRegionHasANodeForEachWayAndTheTrafficIsShared() {
        assertThat(fleet.nodes()).hasSize(12);
        for (String region : REGIONS) {
            assertThat(fleet.nodes().stream().filter(node -> node.region().equals(region)))
                    .extracting(NodeSpec::delivery)
                    .containsExactly(Delivery.values());
        }
        assertThat(fleet.nodes().stream().mapToDouble(NodeSpec::share).sum()).isBetween(0.999, 1.001);
    }

    @Test
    void bothPagesAreInTheTextFormat() throws Exception {
        HttpResponse<String> application = get("/fleet/nodes/kaldrix-us-east-1-1/metrics");
        assertThat(application.statusCode()).isEqualTo(200);
        assertThat(application.headers().firstValue("Content-Type")).hasValue(TextPage.CONTENT_TYPE);
        assertThat(application.body())
                .contains("# TYPE kaldrix_node_transactions_total counter\n")
                .contains("\nkaldrix_node_transactions_total{status=\"ok\"} ")
                .contains("\nkaldrix_node_transaction_latency_seconds_bucket{le=\"+Inf\"} ")
                .contains("\nnode_cpu_seconds_total{cpu=\"0\",mode=\"idle\"} ");
        assertThat(application.body().lines())
                .allMatch(line -> line.startsWith("# HELP ")
                        || line.startsWith("# TYPE ")
                        || line.matches("[a-zA-Z_]+(\\{[a-z]+=\"[^\"]*\"(,[a-z]+=\"[^\"]*\")*})? [0-9.E+-]+"));
        assertThat(get("/fleet/nodes/kaldrix-us-east-1-1/blockchain/metrics").body())
                .contains("\nkaldrix_node_validators{state=\"active\"} 117\n");
        assertThat(get("/fleet/nodes/nobody/metrics").statusCode()).isEqualTo(404);
        assertThat(get("/fleet/nodes/kaldrix-us-east-1-1/other").statusCode()).isEqualTo(404);
        assertThat(get("/fleet/nodes/kaldrix-us-east-1-1").statusCode()).isEqualTo(404);
    }

    @Test
    void faultsArePlannedAndTakenAwayByRest() throws Exception {
        HttpResponse<String> planned = post("{\"fault\":\"node-crash\",\"target\":\"us-west-2\",\"for\":\"PT1H\"}");
        assertThat(planned.statusCode()).isEqualTo(201);
        int number = JSON.readTree(planned.body()).path("number").asInt();
        JsonNode overview = JSON.readTree(get("/fleet").body());
        assertThat(overview.path("nodes")).hasSize(12);
        assertThat(overview.path("faults").path(0).path("fault").asString()).isEqualTo("node-crash");
        assertThatThrownBy(() -> get("/fleet/nodes/kaldrix-us-west-2-1/metrics"))
                .isInstanceOf(IOException.class);
        assertThat(get("/fleet/nodes/kaldrix-us-east-1-1/metrics").statusCode()).isEqualTo(200);

        assertThat(send("DELETE", "/fleet/faults/" + number, "").statusCode()).isEqualTo(204);
        assertThat(get("/fleet/nodes/kaldrix-us-west-2-1/metrics").statusCode()).isEqualTo(200);
        assertThat(send("DELETE", "/fleet/faults/" + number, "").statusCode()).isEqualTo(404);
        post("{\"fault\":\"exporter-garbage\"}");
        assertThat(get("/fleet/nodes/kaldrix-us-east-1-1/metrics").body()).contains("502 Bad Gateway");
        assertThat(send("DELETE", "/fleet/faults", "").statusCode()).isEqualTo(204);
        assertThat(JSON.readTree(get("/fleet/faults").body())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"fault\":\"meteor\"} | fault must be one of consensus-stall, partition",
                "{\"fault\":\"partition\",\"target\":\"mars\"} | target must be a node, a region or *, not mars",
                "{\"fault\":\"partition\",\"in\":\"soon\",\"for\":\"PT0S\"} | in must be a duration such as PT30S; for must be",
                "{\"fault\":\"partition\",\"in\":\"-PT1S\"} | in must be at most a year and not below PT0S",
                "{\"fault\":\"partition\",\"colour\":\"red\"} | there is no field colour",
                "[] | A fault is a JSON object.",
                "{ | The body is no JSON.",
            })
    void whatIsNoFaultIsRefusedByName(String body, String says) throws Exception {
        HttpResponse<String> refused = post(body);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(JSON.readTree(refused.body()).path("detail").asString()).contains(says);
        assertThat(fleet.faults().all()).isEmpty();
    }

    @Test
    void nodesPushByBothRemoteWrites() throws Exception {
        try (RecordingTarget target = RecordingTarget.start(0)) {
            fleet.push(
                    Map.of(
                            "us-west-2",
                            URI.create("http://127.0.0.1:" + target.url().getPort())),
                    "secret");
            for (int number = 2; number <= 3; number++) {
                Map<String, String> labels = Map.of(
                        "__name__", "kaldrix_node_block_height",
                        "job", "kaldrix-blockchain",
                        "instance", "kaldrix-us-west-2-" + number);
                await().atMost(PATIENCE)
                        .until(() -> target.series(labels)
                                .filter(series -> series.samples().size() > 2)
                                .isPresent());
            }
            assertThat(target.series().keySet())
                    .allMatch(labels -> labels.getOrDefault("instance", "").startsWith("kaldrix-us-west-2-"));
        }
    }

    @Test
    void nodesPushByOtlp() throws Exception {
        List<JsonNode> bodies = new CopyOnWriteArrayList<>();
        List<String> authorizations = new CopyOnWriteArrayList<>();
        HttpServer gateway = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        gateway.createContext("/v1/metrics", exchange -> {
            bodies.add(JSON.readTree(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            authorizations.add(exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        gateway.start();
        try {
            fleet.push(
                    Map.of(
                            "eu-west-1",
                            URI.create(
                                    "http://127.0.0.1:" + gateway.getAddress().getPort())),
                    "secret");
            await().atMost(PATIENCE).until(() -> bodies.size() >= 2);
        } finally {
            gateway.stop(0);
        }
        assertThat(authorizations).containsOnly("Bearer secret");
        JsonNode resource = bodies.getFirst().path("resourceMetrics").path(0);
        assertThat(resource.path("resource").path("attributes").toString())
                .contains("kaldrix-app")
                .contains("kaldrix-eu-west-1-4");
        JsonNode metrics = resource.path("scopeMetrics").path(0).path("metrics");
        assertThat(metrics.path(0).path("name").asString()).isEqualTo("kaldrix_node_transactions");
        assertThat(metrics.path(0).path("sum").path("isMonotonic").asBoolean()).isTrue();
        JsonNode latency = metrics.path(1);
        assertThat(latency.path("name").asString()).isEqualTo("kaldrix_node_transaction_latency");
        assertThat(latency.path("unit").asString()).isEqualTo("s");
        JsonNode point = latency.path("histogram").path("dataPoints").path(0);
        assertThat(point.path("bucketCounts"))
                .hasSize(point.path("explicitBounds").size() + 1);
        long sum = 0;
        for (JsonNode count : point.path("bucketCounts")) {
            sum += Long.parseLong(count.asString());
        }
        assertThat(Long.toString(sum)).isEqualTo(point.path("count").asString());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send("GET", path, "");
    }

    private HttpResponse<String> post(String body) throws IOException, InterruptedException {
        return send("POST", "/fleet/faults", body);
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(sinks.url() + path))
                        .timeout(PATIENCE)
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }
}
