package com.kaldrix.monitoring.compliance.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.kaldrix.monitoring.common.queue.Queue;
import com.kaldrix.monitoring.common.queue.QueueName;
import com.kaldrix.monitoring.compliance.collect.Dispatcher;
import com.kaldrix.monitoring.compliance.collect.event.Collected;
import com.kaldrix.monitoring.compliance.mapping.ControlNames;
import com.kaldrix.monitoring.compliance.mapping.SecurityHubControls;
import com.kaldrix.monitoring.local.aws.LocalAws;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.TransientDataAccessResourceException;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Messages of a real queue, and an intake that only notes what it is given. */
class QueueConsumerTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-03-02T12:00:00Z"), ZoneOffset.UTC);
    private static final Duration NO_WAIT = Duration.ZERO;

    private final LocalAws aws = LocalAws.inMemory(0);
    private final SqsClient sqs = SqsClient.builder()
            .endpointOverride(aws.endpoint())
            .region(Region.EU_WEST_1)
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
            .build();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final IntakeMetrics metrics = new IntakeMetrics(meters, NOON);
    private String url = "";
    private String dead = "";

    /** How many messages came together, in the order of the transactions. */
    private final List<Integer> sizes = new ArrayList<>();

    /** How many transactions fail before one does not. */
    private int failures;

    private RuntimeException failure = new TransientDataAccessResourceException("away");

    private void accept(Map<String, Collected> messages) {
        sizes.add(messages.size());
        if (failures > 0) {
            failures--;
            throw failure;
        }
    }

    @BeforeEach
    void begin() {
        dead = sqs.createQueue(request -> request.queueName("q-dlq")).queueUrl();
        String arn = sqs.getQueueAttributes(
                        request -> request.queueUrl(dead).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .getOrDefault(QueueAttributeName.QUEUE_ARN, "");
        url = sqs.createQueue(request -> request.queueName("q")
                        .attributes(Map.of(
                                QueueAttributeName.REDRIVE_POLICY,
                                "{\"deadLetterTargetArn\":\"" + arn + "\",\"maxReceiveCount\":\"5\"}")))
                .queueUrl();
    }

    @AfterEach
    void end() {
        sqs.close();
        aws.close();
    }

    private QueueConsumer consumer() {
        return new QueueConsumer(
                Queue.open(sqs, QueueName.parse("eu-west-1:q", "queues")),
                Dispatcher.toAll(new ControlNames(SecurityHubControls.shipped())),
                this::accept,
                metrics,
                new QueuesHealth());
    }

    private void send(int count) throws IOException {
        send(count, "");
    }

    /** @param blanks before each message, which make it longer and nothing else */
    private void send(int count, String blanks) throws IOException {
        try (InputStream in =
                getClass().getResourceAsStream("/contracts/com.kaldrix.audit.write.v1/samples/minimal.json")) {
            String body = blanks + new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            for (int i = 0; i < count; i++) {
                sqs.sendMessage(request -> request.queueUrl(url).messageBody(body));
            }
        }
    }

    private int waiting(String queue) {
        return sqs
                .getQueueAttributes(request -> request.queueUrl(queue)
                        .attributeNames(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .attributes()
                .values()
                .stream()
                .mapToInt(Integer::parseInt)
                .sum();
    }

    @Test
    void aHundredMessagesHaveTheirEffectInOneTransaction() throws IOException {
        send(123);

        assertThat(consumer().consume(NO_WAIT)).isTrue();
        assertThat(sizes).containsExactly(100);
        assertThat(waiting(url)).isEqualTo(23);
        assertThat(consumer().consume(NO_WAIT)).isTrue();
        assertThat(sizes).containsExactly(100, 23);
        assertThat(waiting(url)).isZero();
        assertThat(waiting(dead)).isZero();
    }

    @Test
    void fewerIfTheyAreLarge() throws IOException {
        send(30, " ".repeat(110_000));

        assertThat(consumer().consume(NO_WAIT)).isTrue();

        assertThat(sizes).as("two handfuls are more than two megabytes").containsExactly(20);
    }

    @Test
    void whileTheDatabaseIsAwayAllGoBackAndNoneIsLost() throws IOException {
        send(25);
        failures = 1;

        assertThat(consumer().consume(NO_WAIT)).isFalse();

        assertThat(waiting(url)).isEqualTo(25);
        QueueConsumer consumer = consumer();
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            assertThat(consumer.consume(NO_WAIT)).isTrue();
            return waiting(url) == 0;
        });
        assertThat(sizes.stream().skip(1).mapToInt(Integer::intValue).sum()).isEqualTo(25);
    }

    @Test
    void oneThatCannotBeKeptHoldsUpNoOther() throws IOException {
        send(12);
        failure = new DataIntegrityViolationException("no");
        failures = 2;

        assertThat(consumer().consume(NO_WAIT)).isTrue();

        assertThat(sizes).startsWith(12, 1).hasSize(13);
        assertThat(waiting(url)).isZero();
        assertThat(waiting(dead)).isEqualTo(1);
    }
}
