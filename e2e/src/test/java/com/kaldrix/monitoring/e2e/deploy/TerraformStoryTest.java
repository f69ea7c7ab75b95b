package com.kaldrix.monitoring.e2e.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.kaldrix.monitoring.common.moto.MotoServer;
import com.kaldrix.monitoring.local.sink.Receipt;
import com.kaldrix.monitoring.local.sink.SinkName;
import com.kaldrix.monitoring.local.sink.Sinks;
import com.kaldrix.monitoring.local.stack.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Terraform makes topics, queues and buckets of three regions in an emulated AWS; the services' jars are started with what it says
 * and nothing else of AWS; an alarm of CloudWatch in one region becomes a page, and evidence.
 */
@Tag("external")
class TerraformStoryTest {
    private static final Path ROOT = Path.of(System.getProperty("kaldrix.root", ""));
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String FAR = "eu-west-1";

    /** Stays after the test, so that a failure can be read about. */
    private final Path directory = ROOT.resolve("e2e/target/terraform");

    private final MotoServer moto = MotoServer.start();

    @BeforeEach
    void clear() throws IOException {
        Folders.delete(directory);
        Files.createDirectories(directory);
    }

    @AfterEach
    void stop() {
        moto.close();
    }

    @Test
    void anAlarmOfAnyRegionBecomesAPageWithNothingButWhatTerraformSays() throws Exception {
        Map<String, Deployment> regions = deploy();
        Deployment hub = Objects.requireNonNull(regions.get(Deployment.HUB));
        Deployment far = Objects.requireNonNull(regions.get(FAR));
        assertThat(hub.environment("alert-processor").get("KALDRIX_INTAKE_QUEUES"))
                .isEqualTo("us-east-1:test-kaldrix-alert-processor,us-west-2:test-kaldrix-alert-processor,"
                        + "eu-west-1:test-kaldrix-alert-processor");
        assertThat(far.environment("alert-processor")).as("only the hub pages").isEmpty();
        openBuckets(hub);

        try (Sinks sinks = Sinks.start(0, 0);
                Jars jars = new Jars(directory.resolve("jars"), moto.endpoint())) {
            Jars.Started alerts = jars.start(
                    "alert-processor",
                    "alerts",
                    with(
                            hub.environment("alert-processor"),
                            Map.of(
                                    "SLACK_WEBHOOK",
                                    sinks.slackWebhook("T00000000/B00000000/kaldrix-alerts")
                                            .toString(),
                                    "PAGERDUTY_KEY",
                                    "local0kaldrix0integration0key000",
                                    "KALDRIX_PAGERDUTY_URL",
                                    sinks.pagerDuty() + "/v2/enqueue")));
            Jars.Started compliance = jars.start(
                    "compliance-reporter",
                    "compliance",
                    with(
                            hub.environment("compliance-reporter"),
                            Map.of(
                                    "KALDRIX_TRAIL_LOCATION", hub.storage("trail_location"),
                                    "KALDRIX_TRAIL_KEY", hub.storage("trail_key_arn"),
                                    "KALDRIX_TRAIL_CHECKPOINT_EVERY", "1s",
                                    "KALDRIX_REPORTS_LOCATION", hub.storage("reports_location"))));
            Jars.Started gateway = jars.start("metrics-gateway", "", far.environment("metrics-gateway"));
            Jars.Started anomalies = jars.start("anomaly-processor", "anomalies", far.environment("anomaly-processor"));
            for (Jars.Started one : List.of(alerts, compliance, gateway, anomalies)) {
                one.awaitReady();
            }

            publish(
                    far.topic("alerts"),
                    Files.readString(ROOT.resolve(
                                    "alert-processor/src/test/resources/intake/cloudwatch/metric-alarm.sns.json"))
                            .replace("arn:aws:cloudwatch:us-east-1:", "arn:aws:cloudwatch:" + FAR + ":"));

            await("the page is in Slack, once")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(sinks.receipts(SinkName.SLACK))
                            .filteredOn(Receipt::accepted)
                            .filteredOn(receipt -> receipt.body().toString().contains("kaldrix-prod-node-cpu-high"))
                            .hasSize(1)
                            .allSatisfy(receipt ->
                                    assertThat(receipt.body().toString()).contains(FAR)));
            await("what became of it is evidence")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(
                                    compliance.metric("kaldrix_compliance_messages_total", "outcome=\"accepted\""))
                            .isPositive());
            JsonNode incident = JsonMapper.shared()
                    .readTree(alerts.get("/api/v1/incidents"))
                    .path("items")
                    .path(0);
            alerts.post("/api/v1/incidents/" + incident.path("id").asString() + "/acknowledge", "{}");
            await("who took it is in the trail, signed in KMS, kept in the bucket")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(compliance.get("/api/v1/audit/checkpoint"))
                            .contains("kaldrix.example/audit"));
            await("the far gateway tells the hub's how its region is")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(waitingForTheHub()).isPositive());
        }
    }

    /** All regions at once: most of it is waiting until AWS says the same for long enough. */
    private Map<String, Deployment> deploy() {
        Map<String, Deployment> made = new ConcurrentHashMap<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Void>> each = Deployment.REGIONS.stream()
                    .map(region -> CompletableFuture.runAsync(
                            () -> {
                                try {
                                    made.put(region, Deployment.of(region, directory.resolve(region), moto.endpoint()));
                                } catch (IOException failure) {
                                    throw new UncheckedIOException(failure);
                                }
                            },
                            threads))
                    .toList();
            each.forEach(CompletableFuture::join);
        }
        return made;
    }

    /** moto looks at a policy's actions and not at its conditions, and so refuses what comes by TLS as well. */
    private void openBuckets(Deployment hub) throws IOException, InterruptedException {
        Web.delete(URI.create(moto.endpoint() + "/" + hub.storage("records_bucket") + "?policy"));
    }

    private void publish(String topic, String message) {
        try (var http = Apache5HttpClient.create();
                SnsClient sns = SnsClient.builder()
                        .endpointOverride(moto.endpoint())
                        .region(Region.of(topic.split(":", -1)[3]))
                        .credentialsProvider(
                                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                        .httpClient(http)
                        .build()) {
            sns.publish(request -> request.topicArn(topic).message(message));
        }
    }

    private int waitingForTheHub() {
        try (var http = Apache5HttpClient.create();
                var sqs = SqsClient.builder()
                        .endpointOverride(moto.endpoint())
                        .region(Region.of(Deployment.HUB))
                        .credentialsProvider(
                                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                        .httpClient(http)
                        .build()) {
            String url = sqs.getQueueUrl(request -> request.queueName("test-kaldrix-metrics-gateway"))
                    .queueUrl();
            return Integer.parseInt(sqs.getQueueAttributes(
                            request -> request.queueUrl(url).attributeNamesWithStrings("ApproximateNumberOfMessages"))
                    .attributesAsStrings()
                    .getOrDefault("ApproximateNumberOfMessages", "0"));
        }
    }

    private static Map<String, String> with(Map<String, String> terraform, Map<String, String> outside) {
        Map<String, String> all = new LinkedHashMap<>(terraform);
        all.putAll(outside);
        return all;
    }
}
