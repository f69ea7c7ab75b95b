package com.kaldrix.monitoring.local.aws.sns;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deliveries that leave AWS, to web addresses and mailboxes. As with AWS they happen after the publisher has its answer,
 * and are given up after some attempts.
 */
final class Outside implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Outside.class);
    private static final int ATTEMPTS = 6;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(15);

    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(LONGEST_ANSWER)
            .executor(workers)
            .build();
    private final AtomicReference<@Nullable BiConsumer<String, TopicEmail>> mailbox = new AtomicReference<>();

    void mailbox(BiConsumer<String, TopicEmail> receiver) {
        mailbox.set(receiver);
    }

    boolean hasMailbox() {
        return mailbox.get() != null;
    }

    void mail(String address, TopicEmail mail) {
        BiConsumer<String, TopicEmail> receiver = mailbox.get();
        if (receiver != null) {
            attempt("mailbox of a subscription", () -> {
                receiver.accept(address, mail);
                return true;
            });
        }
    }

    /** Posts to a web address. The type is AWS's, such as {@code Notification}. */
    void post(Subscription subscription, String type, String messageId, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(subscription.endpoint()))
                .timeout(LONGEST_ANSWER)
                .header("Content-Type", "text/plain; charset=UTF-8")
                .header("User-Agent", "Amazon Simple Notification Service Agent")
                .header("x-amz-sns-message-type", type)
                .header("x-amz-sns-message-id", messageId)
                .header("x-amz-sns-topic-arn", subscription.topicArn())
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!subscription.isPending()) {
            request.header("x-amz-sns-subscription-arn", subscription.arn());
            if (subscription.isRaw()) {
                request.header("x-amz-sns-rawdelivery", "true");
            }
        }
        HttpRequest built = request.build();
        attempt(subscription.arn(), () -> {
            int status =
                    client.send(built, HttpResponse.BodyHandlers.discarding()).statusCode();
            // A receiver's "no" is final except for "too many"; its failures are worth another attempt.
            return status < 500 && status != 429;
        });
    }

    private void attempt(String what, Delivery delivery) {
        workers.execute(() -> {
            long pause = FIRST_PAUSE.toMillis();
            for (int i = 1; i <= ATTEMPTS; i++) {
                try {
                    if (delivery.isDone()) {
                        return;
                    }
                } catch (IOException | RuntimeException failure) {
                    LOG.debug("attempt {} to deliver to {} failed", i, what, failure);
                } catch (InterruptedException ending) {
                    Thread.currentThread().interrupt();
                    return;
                }
                try {
                    Thread.sleep(pause);
                } catch (InterruptedException ending) {
                    Thread.currentThread().interrupt();
                    return;
                }
                pause *= 2;
            }
            LOG.warn("gave up a delivery to {} after {} attempts", what, ATTEMPTS);
        });
    }

    @Override
    public void close() {
        workers.shutdownNow();
        client.shutdownNow();
    }

    private interface Delivery {
        boolean isDone() throws IOException, InterruptedException;
    }
}
