package com.kaldrix.monitoring.anomaly.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.kaldrix.monitoring.anomaly.AnomalyProcessor;
import com.kaldrix.monitoring.anomaly.anomaly.Anomalies;
import com.kaldrix.monitoring.anomaly.anomaly.Anomaly;
import com.kaldrix.monitoring.anomaly.anomaly.AnomalyType;
import com.kaldrix.monitoring.anomaly.anomaly.TestAnomalies;
import com.kaldrix.monitoring.anomaly.event.Event;
import com.kaldrix.monitoring.anomaly.event.Events;
import com.kaldrix.monitoring.anomaly.event.Found;
import com.kaldrix.monitoring.anomaly.stream.FindingsSink;
import com.kaldrix.monitoring.common.severity.Severity;
import com.kaldrix.monitoring.local.aws.LocalAws;
import com.kaldrix.monitoring.local.postgres.LocalPostgres;
import com.kaldrix.monitoring.local.postgres.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionOperations;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The whole service with a queue of alarms. */
@SpringBootTest(classes = AnomalyProcessor.class)
class AlarmIntakeTest {
    private static final TestDatabase DATABASE = LocalPostgres.shared().freshDatabase();
    private static final LocalAws AWS = LocalAws.inMemory(0);
    private static final String QUEUE = "test-kaldrix-anomaly-processor-alarms";
    private static final SqsClient SQS = client(AWS.endpoint());
    private static final String DEAD = queue(QUEUE + "-dlq", Map.of());
    private static final String URL = queue(
            QUEUE,
            Map.of("RedrivePolicy", "{\"deadLetterTargetArn\":\"" + arn(DEAD) + "\",\"maxReceiveCount\":\"5\"}"));

    @Autowired
    private Events events;

    @Autowired
    private Anomalies anomalies;

    @Autowired
    private FindingsSink desk;

    @Autowired
    private TransactionOperations transactions;

    private static SqsClient client(URI endpoint) {
        return SqsClient.builder()
                .endpointOverride(endpoint)
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .build();
    }

    private static String queue(String name, Map<String, String> attributes) {
        return SQS.createQueue(request -> request.queueName(name).attributesWithStrings(attributes))
                .queueUrl();
    }

    private static String arn(String queue) {
        return Objects.requireNonNull(
                SQS.getQueueAttributes(request -> request.queueUrl(queue).attributeNamesWithStrings("QueueArn"))
                        .attributesAsStrings()
                        .get("QueueArn"));
    }

    @AfterAll
    static void stop() {
        SQS.close();
    }

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry properties) {
        System.setProperty("aws.accessKeyId", "local");
        System.setProperty("aws.secretAccessKey", "local");
        properties.add("spring.datasource.url", DATABASE::jdbcUrl);
        properties.add("spring.datasource.username", DATABASE::username);
        properties.add("spring.datasource.password", DATABASE::password);
        properties.add("kaldrix.outbox.enabled", () -> "false");
        properties.add("kaldrix.aws.endpoint", () -> AWS.endpoint().toString());
        properties.add("kaldrix.alarms.queue", () -> "eu-west-1:" + QUEUE);
    }

    private static String sample(String name) {
        try (var in = Objects.requireNonNull(AlarmIntakeTest.class.getResourceAsStream("/alarm/" + name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void send(String body) {
        SQS.sendMessage(request -> request.queueUrl(URL).messageBody(body));
    }

    private List<Event> all() {
        return events.find(Optional.empty(), Optional.empty(), 100).items();
    }

    @Test
    void anAlarmJoinsTheEventThatWasFoundHereAndEndsWithIt() {
        Anomaly own = TestAnomalies.of(
                TestAnomalies.series("kaldrix_node_consensus_round_seconds_sum", "eu-west-1", "consensus"),
                Instant.parse("2026-03-02T09:19:30Z"),
                null,
                Severity.P2);
        transactions.executeWithoutResult(status -> {
            try (FindingsSink.Writing writing = desk.begin(Instant.parse("2026-03-02T09:19:50Z"))) {
                writing.found(own.series(), new Found(own, TestAnomalies.trace(own.startedAt())));
            }
        });
        send("{\"detail-type\":\"EC2 Instance State-change Notification\"}");
        send("no JSON at all");
        send(sample("anomaly-alarm.event.json"));
        send(sample("anomaly-alarm.event.json"));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> anomalies.ofEvent(own.id()).size() == 2);
        assertThat(all()).hasSize(1);
        Anomaly joined = anomalies.ofEvent(own.id()).getLast();
        assertThat(joined.metric()).isEqualTo("kaldrix_consensus_round_time");
        assertThat(joined.type()).isEqualTo(AnomalyType.SPIKE);
        assertThat(joined.peak().value()).isEqualTo(4.2);
        assertThat(joined.peak().expected()).isEqualTo(new Anomaly.Expected(0.8, 1.6));
        assertThat(joined.evidence().getFirst().sentence()).startsWith("Thresholds Crossed");

        send(sample("anomaly-ok.event.json"));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> anomalies.find(joined.id()).orElseThrow().end().isPresent());
        assertThat(anomalies.find(joined.id()).orElseThrow().endedAt())
                .isEqualTo(Instant.parse("2026-03-02T09:31:04.672Z"));
        assertThat(anomalies.ofEvent(own.id())).hasSize(2);

        send(sample("anomaly-alarm.event.json").replace("2026-03-02T09:20:04.653+0000", "yesterday"));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !SQS.receiveMessage(
                                request -> request.queueUrl(DEAD).waitTimeSeconds(1))
                        .messages()
                        .isEmpty());
    }
}
