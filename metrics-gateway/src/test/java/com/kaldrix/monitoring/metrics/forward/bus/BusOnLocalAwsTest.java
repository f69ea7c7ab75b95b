package com.kaldrix.monitoring.metrics.forward.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.kaldrix.monitoring.common.aws.Queues;
import com.kaldrix.monitoring.common.event.CloudEvent;
import com.kaldrix.monitoring.common.event.CloudEvents;
import com.kaldrix.monitoring.common.event.KpiPartial;
import com.kaldrix.monitoring.common.event.MetricBatch;
import com.kaldrix.monitoring.common.event.MetricElection;
import com.kaldrix.monitoring.common.event.MetricWatch;
import com.kaldrix.monitoring.common.outbox.OutboxMessage;
import com.kaldrix.monitoring.common.outbox.SnsTopicPublisher;
import com.kaldrix.monitoring.common.outbox.TopicPublisher;
import com.kaldrix.monitoring.common.queue.QueueName;
import com.kaldrix.monitoring.common.region.Region;
import com.kaldrix.monitoring.local.aws.LocalAws;
import com.kaldrix.monitoring.metrics.kpi.queue.QueueListener;
import com.kaldrix.monitoring.metrics.spool.MessageSpool;
import com.kaldrix.monitoring.metrics.spool.Spool;
import com.kaldrix.monitoring.metrics.window.WindowMessage;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** From one gateway to another, over real topics and queues. */
class BusOnLocalAwsTest {
    private static final StaticCredentialsProvider ANYBODY =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));
    private static final Region WEST = new Region("us-west-2");

    private static LocalAws aws;
    private static SnsClient sns;
    private static SqsClient sqs;

    @TempDir
    Path folder;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<CloudEvent<KpiPartial>> partials = new CopyOnWriteArrayList<>();
    private final List<String> elections = new CopyOnWriteArrayList<>();
    private final List<List<String>> watches = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void start() {
        aws = LocalAws.inMemory(0);
        sns = SnsClient.builder()
                .endpointOverride(aws.endpoint())
                .region(software.amazon.awssdk.regions.Region.US_WEST_2)
                .credentialsProvider(ANYBODY)
                .build();
        sqs = sqs();
    }

    private static SqsClient sqs() {
        return SqsClient.builder()
                .endpointOverride(aws.endpoint())
                .region(software.amazon.awssdk.regions.Region.US_WEST_2)
                .credentialsProvider(ANYBODY)
                .build();
    }

    @AfterAll
    static void stop() {
        sqs.close();
        sns.close();
        aws.close();
    }

    private static String topic(String name) {
        return sns.createTopic(request -> request.name(name)).topicArn();
    }

    private static String queue(String name, Map<QueueAttributeName, String> attributes) {
        return sqs.createQueue(request -> request.queueName(name).attributes(attributes))
                .queueUrl();
    }

    private static String arn(String queue) {
        return sqs.getQueueAttributes(request -> request.queueUrl(queue).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .getOrDefault(QueueAttributeName.QUEUE_ARN, "");
    }

    private static String queueWithDeadLetters(String name) {
        String dead = queue(name + "-dlq", Map.of());
        return queue(
                name,
                Map.of(
                        QueueAttributeName.REDRIVE_POLICY,
                        "{\"deadLetterTargetArn\":\"" + arn(dead) + "\",\"maxReceiveCount\":\"5\"}"));
    }

    private static void subscribe(String topic, String queue, boolean raw) {
        sns.subscribe(request -> request.topicArn(topic)
                .protocol("sqs")
                .endpoint(arn(queue))
                .attributes(Map.of("RawMessageDelivery", Boolean.toString(raw))));
    }

    private static List<Message> receive(String queue) {
        return sqs.receiveMessage(request -> request.queueUrl(queue)
                        .maxNumberOfMessages(10)
                        .waitTimeSeconds(1)
                        .messageAttributeNames("All"))
                .messages();
    }

    private static String attribute(Message message, String name) {
        return Objects.requireNonNull(message.messageAttributes().get(name), name)
                .stringValue();
    }

    private QueueListener listener(String queue) {
        Queues queues = region -> sqs();
        return new QueueListener(
                new QueueName(WEST, queue),
                queues,
                partials::add,
                (cluster, replica, since) -> elections.add(cluster + "=" + replica),
                asked -> watches.add(asked.data().selectors()),
                registry);
    }

    private static OutboxMessage watch() {
        UUID id = new UUID(4, 0);
        MetricWatch asked = new MetricWatch(List.of("node_load1"), Instant.EPOCH);
        return new OutboxMessage(
                id,
                "metrics",
                MetricWatch.TYPE,
                CloudEvents.write(new CloudEvent<>(id.toString(), "/anomaly-processor", null, null, WEST, null, asked)),
                Map.of());
    }

    private MessageSpool spool() {
        return new MessageSpool(new Spool(folder.resolve("bus"), 100, () -> {}), Set.of("metrics"));
    }

    private static OutboxMessage partial(int window) {
        KpiPartial partial = new KpiPartial(
                WEST,
                "metrics-gateway-0",
                Instant.parse("2026-03-02T09:00:00Z").plusSeconds(10L * window),
                10,
                List.of());
        UUID id = new UUID(1, window);
        return new OutboxMessage(
                id,
                "metrics",
                KpiPartial.TYPE,
                CloudEvents.write(new CloudEvent<>(id.toString(), "/metrics-gateway", null, null, WEST, null, partial)),
                Map.of());
    }

    private static OutboxMessage election() {
        UUID id = new UUID(2, 0);
        MetricElection election = new MetricElection("a", "a-0", Instant.EPOCH);
        return new OutboxMessage(
                id,
                "metrics",
                MetricElection.TYPE,
                CloudEvents.write(
                        new CloudEvent<>(id.toString(), "/metrics-gateway", null, null, WEST, null, election)),
                Map.of());
    }

    @Test
    void whatOneGatewaySaysTheOtherHearsRawAndInAnEnvelope() {
        for (boolean raw : new boolean[] {true, false}) {
            partials.clear();
            elections.clear();
            watches.clear();
            String topic = topic("metrics-" + raw);
            String queue = queueWithDeadLetters("gateway-" + raw);
            subscribe(topic, queue, raw);
            TopicPublisher topics = SnsTopicPublisher.of(sns, Map.of("metrics", topic));
            MessageSpool spool = spool();
            spool.put(partial(0));
            spool.put(partial(1));
            spool.put(election());
            spool.put(watch());
            spool.put(new OutboxMessage(new UUID(3, 0), "elsewhere", "t", "left out", Map.of()));

            assertThat(new SpoolSender(spool, () -> topics, true).once()).isTrue();
            assertThat(spool.size()).isZero();
            QueueListener listener = listener("gateway-" + raw);
            listener.start();
            try {
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> partials.size() == 2 && elections.size() == 1 && watches.size() == 1);
            } finally {
                listener.stop();
            }

            assertThat(watches).containsExactly(List.of("node_load1"));
            assertThat(partials)
                    .extracting(event -> event.data().windowStart().toString())
                    .containsExactlyInAnyOrder("2026-03-02T09:00:00Z", "2026-03-02T09:00:10Z");
            assertThat(elections).containsExactly("a=a-0");
            assertThat(receive(queue)).isEmpty();
        }
    }

    @Test
    void whatCannotBeReadGoesToTheDeadLettersWithAReason() {
        String queue = queueWithDeadLetters("poisoned");
        List<String> poison = List.of(
                "no JSON",
                "{}",
                CloudEvents.write(CloudEvents.read(partial(0).body(), KpiPartial.class))
                        .replace("\"windowSeconds\":10", "\"windowSeconds\":0"));
        poison.forEach(
                body -> sqs.sendMessage(request -> request.queueUrl(queue).messageBody(body)));
        sqs.sendMessage(
                request -> request.queueUrl(queue).messageBody(partial(7).body()));
        QueueListener listener = listener("poisoned");
        listener.start();
        String dead =
                sqs.getQueueUrl(request -> request.queueName("poisoned-dlq")).queueUrl();
        List<Message> buried = new ArrayList<>();
        try {
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                buried.addAll(receive(dead));
                return buried.size() == 3 && partials.size() == 1;
            });
        } finally {
            listener.stop();
        }

        assertThat(buried)
                .extracting(message -> attribute(message, "kaldrix-reason"))
                .anyMatch(reason -> reason.startsWith("body is no JSON"))
                .anyMatch(reason -> reason.contains("none of the suite's events"))
                .anyMatch(reason -> reason.contains("data.windowSeconds is less than 1"));
    }

    @Test
    void aMissingQueueStopsTheStartAndNamesIt() {
        assertThatThrownBy(() -> listener("nowhere").start()).hasMessageContaining("Queue nowhere");
        queue("bare", Map.of());
        assertThatThrownBy(() -> listener("bare").start()).hasMessageContaining("no redrive policy");
    }

    @Test
    void windowsGoToTheirShardAndWaitWhileTheTopicIsAway() {
        String topic = topic("windows");
        String queue = queue("windows", Map.of());
        subscribe(topic, queue, true);
        TopicWindowBus bus = new TopicWindowBus(SnsTopicPublisher.of(sns, Map.of("metrics", topic)), registry);
        List<WindowMessage> messages = new ArrayList<>();
        for (int shard = 0; shard < 25; shard++) {
            messages.add(new WindowMessage(new UUID(4, shard), shard, "x".repeat(60_000) + shard));
        }

        aws.pause();
        List<WindowMessage> left;
        try {
            left = bus.send(messages);
        } finally {
            aws.resume();
        }
        assertThat(left).isEqualTo(messages);
        assertThat(bus.send(left)).isEmpty();

        List<Message> arrived = new ArrayList<>();
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            arrived.addAll(receive(queue));
            return arrived.size() >= 25;
        });
        assertThat(arrived)
                .hasSize(25)
                .allSatisfy(
                        message -> assertThat(message.body()).endsWith("x" + attribute(message, MetricBatch.SHARD)));
    }

    @Test
    void whatWaitsSurvivesARestartAndKeepsItsOrder() {
        MessageSpool before = spool();
        for (int window = 0; window < 12; window++) {
            before.put(partial(window));
        }

        MessageSpool after = spool();

        assertThat(after.size()).isEqualTo(12);
        assertThat(after.oldest(3).values()).containsExactly(partial(0), partial(1), partial(2));
        assertThat(after.oldest(1).keySet().iterator().next().number()).isEqualTo(1);
    }
}
