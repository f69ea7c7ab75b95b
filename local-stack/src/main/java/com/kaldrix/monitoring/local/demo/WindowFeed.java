package com.kaldrix.monitoring.local.demo;

import com.kaldrix.monitoring.local.windows.WindowMessage;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Publishes windows of scripted series as gateways would, one message for each region and window: first what lies before the
 * story, as fast as it goes, and then each window when it is over. What SNS does not take is published again under the same
 * identity.
 */
final class WindowFeed implements AutoCloseable {
    private static final int BATCH = 10;
    private static final long BEAT_MILLIS = 50;
    private static final double LONG_BEFORE = -1e6;
    private static final int CLOSE = 30;
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final List<Map.Entry<String, List<ScriptedSeries>>> regions;
    private final Supplier<Instant> now;
    private final Instant first;
    private final String topic;
    private final SdkHttpClient http = Apache5HttpClient.create();
    private final SnsClient sns;
    private final SqsClient sqs;
    private final String queue;
    private int next;
    private volatile boolean closed;
    private Thread thread = Thread.ofVirtual().unstarted(() -> {});

    /**
     * Where windows go.
     *
     * @param endpoint of SNS
     * @param region whose topic it is
     * @param topic its ARN
     * @param queue the address of the queue that it fills
     */
    record Target(URI endpoint, String region, String topic, String queue) {}

    /** @param now the services' time */
    WindowFeed(Target target, List<ScriptedSeries> series, Supplier<Instant> now) {
        this.regions = List.copyOf(series.stream()
                .collect(Collectors.groupingBy(ScriptedSeries::region, LinkedHashMap::new, Collectors.toList()))
                .entrySet());
        this.now = now;
        this.topic = target.topic();
        this.queue = target.queue();
        long length = Telemetry.WINDOW.toMillis();
        this.first = Instant.ofEpochMilli(now.get().minus(Telemetry.BEFORE).toEpochMilli() / length * length);
        var credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));
        Region region = Region.of(target.region());
        this.sns = SnsClient.builder()
                .endpointOverride(target.endpoint())
                .region(region)
                .credentialsProvider(credentials)
                .httpClient(http)
                .build();
        this.sqs = SqsClient.builder()
                .endpointOverride(target.endpoint())
                .region(region)
                .credentialsProvider(credentials)
                .httpClient(http)
                .build();
    }

    /**
     * Publishes what is over, and what becomes over meanwhile, until whoever reads it is as far.
     *
     * @return how many windows that were
     * @throws IOException when nobody reads it
     */
    int catchUp() throws IOException {
        Instant last = Instant.now().plus(PATIENCE);
        while (publishDue(LONG_BEFORE) > CLOSE) {
            while (waiting() > 0) {
                if (Instant.now().isAfter(last)) {
                    throw new IOException("anomaly-processor does not read what was before the night");
                }
                pause();
            }
        }
        return next;
    }

    private int waiting() {
        Map<QueueAttributeName, String> numbers = sqs.getQueueAttributes(request -> request.queueUrl(queue)
                        .attributeNames(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .attributes();
        return numbers.values().stream().mapToInt(Integer::parseInt).sum();
    }

    /** From now on publishes each window when it is over. */
    void follow(StoryClock story) {
        thread = Thread.ofVirtual().name("windows").start(() -> {
            while (!closed) {
                try {
                    publishDue(story);
                } catch (SdkException away) {
                    // Again at the next beat; nothing was counted as published.
                }
                pause();
            }
        });
    }

    private static void pause() {
        try {
            Thread.sleep(BEAT_MILLIS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private int publishDue(double minute) {
        return publish(window -> minute);
    }

    private int publishDue(StoryClock story) {
        Instant zero = story.serviceTime(story.start());
        return publish(window -> Duration.between(zero, end(window)).toMillis() / 60_000.0);
    }

    /** When, in minutes of the story. */
    @FunctionalInterface
    private interface Minute {
        double of(int window);
    }

    private int publish(Minute minute) {
        Instant time = now.get();
        List<PublishBatchRequestEntry> entries = new ArrayList<>();
        int from = next;
        int window = next;
        for (; !end(window).isAfter(time); window++) {
            entries.addAll(messages(window, minute.of(window)));
            if (entries.size() > BATCH - regions.size()) {
                send(entries, window + 1);
            }
        }
        send(entries, window);
        return window - from;
    }

    private Instant end(int window) {
        return first.plus(Telemetry.WINDOW.multipliedBy(window + 1L));
    }

    private void send(List<PublishBatchRequestEntry> entries, int until) {
        if (!entries.isEmpty()) {
            PublishBatchResponse answer =
                    sns.publishBatch(request -> request.topicArn(topic).publishBatchRequestEntries(entries));
            if (!answer.failed().isEmpty()) {
                throw SdkException.create(
                        "SNS did not take a window: "
                                + answer.failed().getFirst().message(),
                        null);
            }
            entries.clear();
        }
        next = until;
    }

    private List<PublishBatchRequestEntry> messages(int window, double minute) {
        List<PublishBatchRequestEntry> messages = new ArrayList<>();
        for (Map.Entry<String, List<ScriptedSeries>> region : regions) {
            WindowMessage message = new WindowMessage();
            for (ScriptedSeries series : region.getValue()) {
                double value = series.script().at(window, minute);
                if (!Double.isNaN(value)) {
                    message.add(series.labels(), value);
                }
            }
            String id = "night-" + region.getKey() + "-" + window;
            WindowMessage.Sender sender = new WindowMessage.Sender(region.getKey(), "night", 0);
            message.of(id, sender, end(window).minus(Telemetry.WINDOW), Telemetry.WINDOW)
                    .ifPresent(text -> messages.add(entry(id, text)));
        }
        return messages;
    }

    private static PublishBatchRequestEntry entry(String id, String message) {
        return PublishBatchRequestEntry.builder()
                .id(id)
                .message(message)
                .messageAttributes(Map.of("type", text(WindowMessage.TYPE), "shard", text("0")))
                .build();
    }

    private static MessageAttributeValue text(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        sns.close();
        sqs.close();
        http.close();
    }
}
