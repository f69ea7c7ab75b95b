package com.kaldrix.monitoring.metrics.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.kaldrix.monitoring.common.event.AlertSignal;
import com.kaldrix.monitoring.common.event.CloudEvent;
import com.kaldrix.monitoring.common.event.CloudEvents;
import com.kaldrix.monitoring.common.event.KpiPartial;
import com.kaldrix.monitoring.common.event.MetricBatch;
import com.kaldrix.monitoring.common.messaging.SnsEnvelope;
import com.kaldrix.monitoring.common.region.Region;
import com.kaldrix.monitoring.common.security.TokenDigest;
import com.kaldrix.monitoring.common.time.SettableClock;
import com.kaldrix.monitoring.local.aws.LocalAws;
import com.kaldrix.monitoring.local.aws.Provisioning;
import com.kaldrix.monitoring.local.aws.cloudwatch.MetricData;
import com.kaldrix.monitoring.local.aws.cloudwatch.MetricInbox.Reaction;
import com.kaldrix.monitoring.metrics.MetricsGateway;
import com.kaldrix.monitoring.metrics.intake.Batch;
import com.kaldrix.monitoring.metrics.intake.Intake;
import com.kaldrix.monitoring.metrics.kpi.merge.WindowMerge;
import com.kaldrix.monitoring.metrics.series.LabelSet;
import com.kaldrix.monitoring.metrics.series.Source;
import java.io.UnsupportedEncodingException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The hub's gateway as it runs: samples in, KPIs, alerts and windows out, with a second region that reports and a third that does not. */
@SpringBootTest(classes = MetricsGateway.class)
@AutoConfigureMockMvc
@DirtiesContext
@Import(HubServiceTest.StandingStill.class)
class HubServiceTest {
    private static final String TOKEN = "viewer-token-0123456789";
    private static final List<String> REGIONS = List.of("us-east-1", "us-west-2", "eu-west-1");
    private static final StaticCredentialsProvider ANYBODY =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));
    private static final Instant START =
            Instant.ofEpochSecond(Math.floorDiv(Clock.systemUTC().instant().getEpochSecond() - 600, 60) * 60);

    private static final List<MetricData> PUSHED = new CopyOnWriteArrayList<>();
    private static final LocalAws AWS = LocalAws.inMemory(0);
    private static final Map<String, Provisioning.RegionResources> RESOURCES =
            new Provisioning("test", REGIONS).apply(AWS.endpoint());

    static {
        System.setProperty("aws.accessKeyId", "local");
        System.setProperty("aws.secretAccessKey", "local");
        AWS.metricData((data, refusal) -> {
            if (refusal == null) {
                PUSHED.add(data);
            }
            return Reaction.AS_JUDGED;
        });
    }

    @TempDir
    static Path directory;

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Intake intake;

    @Autowired
    private SettableClock clock;

    @Autowired
    private WindowMerge merge;

    @TestConfiguration(proxyBeanMethods = false)
    static class StandingStill {
        @Bean
        SettableClock settableClock() {
            return new SettableClock(START);
        }
    }

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry properties) {
        properties.add("kaldrix.buffer.directory", () -> directory.resolve("buffer"));
        properties.add("kaldrix.state.directory", () -> directory.resolve("state"));
        properties.add("kaldrix.firehose.directory", () -> directory.resolve("firehose"));
        properties.add("kaldrix.region", () -> "us-east-1");
        properties.add("kaldrix.hub", () -> "true");
        properties.add("kaldrix.aws.endpoint", () -> AWS.endpoint().toString());
        properties.add("kaldrix.topics.metrics", () -> topic("us-east-1", "metrics"));
        properties.add("kaldrix.topics.alerts", () -> topic("us-east-1", "alerts"));
        properties.add("kaldrix.kpi.queue", () -> "us-east-1:test-kaldrix-metrics-gateway");
        properties.add("kaldrix.cloudwatch.enabled", () -> "true");
        properties.add("kaldrix.cloudwatch.every", () -> "1s");
        properties.add("kaldrix.security.tokens[0].name", () -> "people");
        properties.add(
                "kaldrix.security.tokens[0].sha256", () -> TokenDigest.of(TOKEN).hex());
        properties.add("kaldrix.security.tokens[0].roles[0]", () -> "viewer");
    }

    private static String topic(String region, String name) {
        return Objects.requireNonNull(
                Objects.requireNonNull(RESOURCES.get(region)).topicArns().get(name));
    }

    @AfterAll
    static void stop() {
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
        AWS.close();
    }

    private static SqsClient sqs() {
        return SqsClient.builder()
                .endpointOverride(AWS.endpoint())
                .region(software.amazon.awssdk.regions.Region.US_EAST_1)
                .credentialsProvider(ANYBODY)
                .build();
    }

    private static SnsClient sns(String region) {
        return SnsClient.builder()
                .endpointOverride(AWS.endpoint())
                .region(software.amazon.awssdk.regions.Region.of(region))
                .credentialsProvider(ANYBODY)
                .build();
    }

    /** A queue behind the hub's own metrics topic, for windows. */
    private static String windowQueue(SqsClient sqs) {
        String queue = sqs.createQueue(request -> request.queueName("windows")).queueUrl();
        String arn = sqs.getQueueAttributes(
                        request -> request.queueUrl(queue).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .getOrDefault(QueueAttributeName.QUEUE_ARN, "");
        try (SnsClient sns = sns("us-east-1")) {
            sns.subscribe(request -> request.topicArn(topic("us-east-1", "metrics"))
                    .protocol("sqs")
                    .endpoint(arn)
                    .attributes(Map.of(
                            "RawMessageDelivery",
                            "true",
                            "FilterPolicy",
                            "{\"type\":[\"" + MetricBatch.TYPE + "\"]}")));
        }
        return queue;
    }

    private void scrape(int number) {
        Instant at = START.plusSeconds(10L * number);
        clock.set(at);
        try (Batch batch = intake.begin(new Source("scrape", "kaldrix-blockchain"))) {
            sample(batch, at, 3, "kaldrix_node_peers");
            sample(batch, at, 1000 + number, "kaldrix_node_block_height");
            batch.commit();
        }
    }

    /**
     * Until the hub has this region's own word on all windows that were over 40 s before: the threads that read the disk have
     * kept up with the clock, and no window is due before it has been over for 60 s. A region reports until the window after its last is overdue.
     */
    private void awaitWindowsBefore(int seconds) {
        Instant reportedUntil = START.plusSeconds(seconds - 40);
        if (!reportedUntil.isAfter(START)) {
            return;
        }
        await().atMost(Duration.ofSeconds(30))
                .until(() -> merge.regions(reportedUntil.plusSeconds(70)).stream()
                        .anyMatch(status -> status.region().code().equals("us-east-1") && status.reporting()));
    }

    private static void sample(Batch batch, Instant at, double value, String name) {
        batch.series(LabelSet.of("__name__", name, "instance", "node-1"))
                .ifPresent(series -> batch.sample(series, at.toEpochMilli(), value));
    }

    private static void west(SnsClient sns, int window) {
        KpiPartial.Input peers = new KpiPartial.Input("peers", "kaldrix", 1, 21, 21, 21, 21, 21, 1, null);
        KpiPartial partial = new KpiPartial(
                new Region("us-west-2"), "metrics-gateway-0", START.plusSeconds(10L * window), 10, List.of(peers));
        String body = CloudEvents.write(new CloudEvent<>(
                "w" + window, "/metrics-gateway", null, partial.windowEnd(), partial.region(), null, partial));
        sns.publish(request -> request.topicArn(topic("us-west-2", "metrics"))
                .message(body)
                .messageAttributes(Map.of(
                        "type",
                        MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue(KpiPartial.TYPE)
                                .build())));
    }

    private String get(String path) throws UnsupportedEncodingException {
        return mvc.get()
                .uri(path)
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + TOKEN)
                .exchange()
                .getResponse()
                .getContentAsString();
    }

    @Test
    void samplesBecomeKpisOfAllRegionsAlertsAndWindows() throws UnsupportedEncodingException {
        try (SqsClient sqs = sqs();
                SnsClient west = sns("us-west-2")) {
            String windows = windowQueue(sqs);
            for (int number = 0; number < 13; number++) {
                scrape(number);
                west(west, number);
                awaitWindowsBefore(10 * number);
            }
            for (int seconds = 130; seconds < 175; seconds += 10) {
                clock.set(START.plusSeconds(seconds));
                awaitWindowsBefore(seconds);
            }
            clock.set(START.plusSeconds(175));

            await().atMost(Duration.ofSeconds(60))
                    .until(() -> get("/api/v1/kpis").contains("\"windowStart\":\"" + START.plusSeconds(100)));

            // What the other region says may come after its window was told, and revises it then.
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(get("/actuator/prometheus"))
                            .contains("kaldrix_peer_count{region=\"us-east-1\"} 3.0")
                            .contains("kaldrix_peer_count{region=\"us-west-2\"} 21.0")
                            .contains("kaldrix_peer_count{region=\"global\"} 12.0")
                            .contains("kaldrix_block_height{region=\"global\"} 1010.0")
                            .contains("kaldrix_kpi_region_reporting{region=\"eu-west-1\"} 0.0")
                            .doesNotContain("kaldrix_peer_count{region=\"eu-west-1\"}"));
            assertThat(get("/api/v1/kpis")).contains("\"missing\":[\"eu-west-1\"]");
            assertThat(get("/api/v1/kpis/peer_count?region=us-west-2&step=60&from="
                            + START.getEpochSecond() + "&to="
                            + START.plusSeconds(60).getEpochSecond()))
                    .contains("\"value\":21.0");
            assertThat(mvc.get().uri("/api/v1/kpis").exchange()).hasStatus(401);
            assertThat(get("/v3/api-docs")).contains("/api/v1/kpis/{name}");

            List<AlertSignal> signals = signals(sqs);
            assertThat(signals).anySatisfy(signal -> {
                assertThat(signal.name()).isEqualTo("KpiPeerCount");
                assertThat(signal.labels().get("region")).isEqualTo("us-east-1");
                assertThat(signal.startsAt()).isEqualTo(START.plusSeconds(10));
            });
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> PUSHED.stream()
                            .flatMap(call -> call.data().stream())
                            .anyMatch(datum -> datum.name().equals("PeerCount")
                                    && datum.dimensions().containsValue("global")));
            assertThat(windowsOf(sqs, windows))
                    .anyMatch(window -> window.labels().get("__name__").equals("kaldrix_node_block_height")
                            && window.last() == 1003);
        }
    }

    private static List<AlertSignal> signals(SqsClient sqs) {
        String queue = Objects.requireNonNull(RESOURCES.get("us-east-1")).processorQueueUrl();
        List<AlertSignal> signals = new ArrayList<>();
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            for (Message message : receive(sqs, queue)) {
                signals.add(CloudEvents.read(body(message), AlertSignal.class).data());
            }
            return !signals.isEmpty();
        });
        return signals;
    }

    private static List<MetricBatch.Window> windowsOf(SqsClient sqs, String queue) {
        List<MetricBatch.Window> windows = new ArrayList<>();
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            for (Message message : receive(sqs, queue)) {
                MetricBatch batch =
                        CloudEvents.read(message.body(), MetricBatch.class).data();
                for (int i = 0; i < batch.size(); i++) {
                    windows.add(batch.window(i));
                }
            }
            return windows.size() >= 20;
        });
        return windows;
    }

    private static List<Message> receive(SqsClient sqs, String queue) {
        return sqs.receiveMessage(request ->
                        request.queueUrl(queue).maxNumberOfMessages(10).waitTimeSeconds(1))
                .messages();
    }

    private static String body(Message message) {
        SnsEnvelope.Unwrapped unwrapped = SnsEnvelope.unwrap(message.body(), Map.of(), message.messageId());
        return unwrapped instanceof SnsEnvelope.Message found ? found.message().body() : message.body();
    }
}
