package com.kaldrix.monitoring.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.local.fleet.Fleet;
import com.kaldrix.monitoring.local.sink.SinkName;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;

/** A stack of three gateways with the simulated nodes, the gateways being a tiny service. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GatewayStackTest {
    @TempDir
    static Path root;

    private final List<String> progress = new ArrayList<>();
    private final Ports ports = Ports.free();
    private final HttpClient http = HttpClient.newHttpClient();
    private KaldrixStack stack;

    @BeforeAll
    void start() throws Exception {
        Path cache =
                Path.of(System.getProperty("kaldrix.root")).resolve(".kaldrix").resolve("cache");
        Files.createDirectories(cache);
        Files.createDirectories(root.resolve(".kaldrix"));
        Files.createSymbolicLink(root.resolve(".kaldrix").resolve("cache"), cache);
        TinyService.build(root, ServiceDefinition.METRICS_GATEWAY, "1");
        stack = KaldrixStack.builder(root)
                .state(root.resolve("state"))
                .ports(ports)
                .services(List.of(ServiceDefinition.METRICS_GATEWAY))
                .clockSpeed(60)
                .metrics(plan -> plan.every(Duration.ofSeconds(2))
                        .forwardingTo(URI.create("http://127.0.0.1:9/api/v1/write"))
                        .signalsTo("signals")
                        .withKpis("kpis: {}\n"))
                .progress(progress::add)
                .start();
    }

    @AfterAll
    void stop() {
        stack.close();
        http.close();
    }

    @Test
    void everyRegionHasItsGateway() throws Exception {
        assertThat(stack.services())
                .containsOnlyKeys("metrics-gateway", "metrics-gateway-us-west-2", "metrics-gateway-eu-west-1");
        assertThat(environment("metrics-gateway"))
                .containsEntry("SERVER_PORT", Integer.toString(ports.services() + 1))
                .containsEntry("KALDRIX_REGION", "us-east-1")
                .containsEntry("KALDRIX_HUB", "true")
                .containsEntry("KALDRIX_KPI_QUEUE", "us-east-1:local-kaldrix-metrics-gateway")
                .containsEntry("KALDRIX_TOPICS_METRICS", "arn:aws:sns:us-east-1:000000000000:local-kaldrix-metrics")
                .doesNotContainKeys("KALDRIX_CLOCK_SPEED", "SPRING_DATASOURCE_URL");
        assertThat(environment("metrics-gateway-eu-west-1"))
                .containsEntry("SERVER_PORT", Integer.toString(ports.replicas() + 5))
                .containsEntry("AWS_REGION", "eu-west-1")
                .containsEntry("KALDRIX_HUB", "false")
                .containsEntry("KALDRIX_KPI_QUEUE", "eu-west-1:local-kaldrix-metrics-gateway")
                .containsEntry("KALDRIX_TOPICS_ALERTS", "arn:aws:sns:eu-west-1:000000000000:local-kaldrix-signals")
                .containsEntry(
                        "KALDRIX_BUFFER_DIRECTORY",
                        stack.settings().state() + "/services/metrics-gateway-eu-west-1/buffer")
                .containsEntry(
                        "KALDRIX_STATE_DIRECTORY",
                        stack.settings().state() + "/services/metrics-gateway-eu-west-1/state")
                .containsEntry("KALDRIX_ARCHIVE_LOCATION", stack.settings().state() + "/archive");
        assertThat(KaldrixStack.parts(stack.settings()))
                .extracting(StackPart::name)
                .containsExactly(
                        "sinks",
                        "smtp",
                        "postgres",
                        "aws",
                        "metrics-gateway",
                        "metrics-gateway-us-west-2",
                        "metrics-gateway-eu-west-1");
    }

    @Test
    void theGatewayIsToldWhatToScrapeAndWhereToForward() throws Exception {
        Map<String, String> environment = environment("metrics-gateway-us-west-2");
        String prometheus = Files.readString(Path.of(environment.getOrDefault("KALDRIX_CONFIGURATION_FILE", "")));
        assertThat(prometheus)
                .contains("  - job_name: kaldrix-app\n    scrape_interval: 2000ms\n")
                .contains("  - job_name: kaldrix-blockchain\n    scrape_interval: 3000ms\n")
                .contains("      - targets: [\"127.0.0.1:" + ports.sinks() + "\"]\n")
                .contains("__metrics_path__: /fleet/nodes/kaldrix-us-west-2-1/blockchain/metrics\n")
                .contains("instance: kaldrix-us-west-2-1\n")
                .contains("remote_write:\n  - name: target-1\n    url: http://127.0.0.1:9/api/v1/write\n")
                .doesNotContain("us-east-1", "kaldrix-us-west-2-2");
        assertThat(Path.of(environment.getOrDefault("KALDRIX_CONFIGURATION_RULES", "")))
                .isRegularFile();
        assertThat(Path.of(environment.getOrDefault("KALDRIX_KPI_FILE", ""))).hasContent("kpis: {}\n");
    }

    @Test
    void theNodesArePartOfTheStack() throws Exception {
        Fleet fleet = stack.fleet().orElseThrow();
        assertThat(fleet.nodes()).hasSize(12);
        assertThat(get(stack.sinks().url() + Fleet.path(fleet.nodes().getFirst(), false)))
                .contains("kaldrix_node_transactions_total");
        assertThat(progress).anyMatch(line -> line.startsWith("12 simulated nodes are scraped and push"));
    }

    @Test
    void metricDataReachesTheSink() {
        var credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));
        try (CloudWatchClient client = CloudWatchClient.builder()
                .endpointOverride(stack.aws().endpoint())
                .region(Region.EU_WEST_1)
                .credentialsProvider(credentials)
                .build()) {
            client.putMetricData(request -> request.namespace("KALDRIX")
                    .metricData(datum -> datum.metricName("BlockHeight").value(7.0)));
        }
        assertThat(stack.sinks().receipts(SinkName.CLOUDWATCH))
                .anyMatch(receipt -> receipt.path().equals("/eu-west-1/KALDRIX"));
    }

    private Map<String, String> environment(String process) throws IOException, InterruptedException {
        return get(stack.url(process) + "/env")
                .lines()
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    private String get(String url) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
                .body();
    }
}
