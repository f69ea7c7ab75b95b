package com.kaldrix.monitoring.bench.fault;

import com.kaldrix.monitoring.local.stack.KaldrixStack;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The topics and queues of a stack, as those use them who report alerts. Safe for use by several threads. */
public final class Topics implements AutoCloseable {
    private static final Duration AGAIN = Duration.ofMillis(200);

    private final KaldrixStack stack;
    private final Clock clock;
    private final SdkHttpClient http =
            Apache5HttpClient.builder().maxConnections(100).build();
    private final Map<String, SnsClient> sns = new HashMap<>();
    private final Map<String, SqsClient> sqs = new HashMap<>();

    /** Those of that stack, which is up. */
    public Topics(KaldrixStack stack, Clock clock) {
        this.stack = stack;
        this.clock = clock;
        URI endpoint = stack.aws().endpoint();
        StaticCredentialsProvider credentials =
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));
        for (String region : stack.settings().regions()) {
            sns.put(
                    region,
                    SnsClient.builder()
                            .endpointOverride(endpoint)
                            .region(Region.of(region))
                            .credentialsProvider(credentials)
                            .httpClient(http)
                            .build());
            sqs.put(
                    region,
                    SqsClient.builder()
                            .endpointOverride(endpoint)
                            .region(Region.of(region))
                            .credentialsProvider(credentials)
                            .httpClient(http)
                            .build());
        }
    }

    /**
     * Publishes messages, ten at most, to the alerts topic of a region; tries until all are taken, for as long as the thread
     * is not interrupted.
     *
     * @param bodies makes the messages, given the time of the attempt
     * @return when the attempt that succeeded was made; empty when interrupted
     */
    public Optional<Instant> publish(String region, Supplier<List<String>> bodies) throws InterruptedException {
        while (true) {
            Instant at = clock.instant();
            List<String> messages = bodies.get();
            List<PublishBatchRequestEntry> entries = IntStream.range(0, messages.size())
                    .mapToObj(index -> PublishBatchRequestEntry.builder()
                            .id(Integer.toString(index))
                            .message(messages.get(index))
                            .build())
                    .toList();
            try {
                boolean taken = sns(region)
                        .publishBatch(request -> request.topicArn(
                                        stack.resources(region).alertsTopicArn())
                                .publishBatchRequestEntries(entries))
                        .failed()
                        .isEmpty();
                if (taken) {
                    return Optional.of(at);
                }
            } catch (SdkException away) {
                if (Thread.currentThread().isInterrupted()) {
                    return Optional.empty();
                }
            }
            Pace.pause(AGAIN);
        }
    }

    /** Publishes one message to the alerts topic of a region. */
    public void publish(String region, String body) {
        sns(region)
                .publish(request -> request.topicArn(stack.resources(region).alertsTopicArn())
                        .message(body));
    }

    /** A client for the topics of a region. */
    public SnsClient sns(String region) {
        return Objects.requireNonNull(sns.get(region), region);
    }

    /** A client for the queues of a region. */
    public SqsClient sqs(String region) {
        return Objects.requireNonNull(sqs.get(region), region);
    }

    /** How many messages wait for alert-processor or are in its hands, over all regions. */
    public int waiting() {
        return stack.settings().regions().stream()
                .mapToInt(region -> count(region, stack.resources(region).processorQueueUrl()))
                .sum();
    }

    /** How many messages are in the dead-letter queues, over all regions. */
    public int dead() {
        return stack.settings().regions().stream()
                .mapToInt(region -> count(region, stack.resources(region).deadLetterQueueUrl()))
                .sum();
    }

    /** Takes messages out of the dead-letter queue of a region; empty when there are none. */
    public List<Message> takeDead(String region) {
        String url = stack.resources(region).deadLetterQueueUrl();
        List<Message> found = sqs(region)
                .receiveMessage(request -> request.queueUrl(url)
                        .maxNumberOfMessages(10)
                        .messageAttributeNames("All")
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
        found.forEach(message ->
                sqs(region).deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receiptHandle())));
        return found;
    }

    private int count(String region, String url) {
        Map<QueueAttributeName, String> counts = sqs(region)
                .getQueueAttributes(request -> request.queueUrl(url)
                        .attributeNames(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .attributes();
        return counts.values().stream().mapToInt(Integer::parseInt).sum();
    }

    @Override
    public void close() {
        sns.values().forEach(SnsClient::close);
        sqs.values().forEach(SqsClient::close);
        http.close();
    }
}
