package com.kaldrix.monitoring.local.remotewrite;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Sends a load by remote write and knows what was acknowledged. A request that fails is sent again until it is taken, as
 * Prometheus does, so that the order within a series is kept; one that is refused for good (4xx but 429) is counted and
 * left.
 */
public final class LoadSender implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long PAUSE_MILLIS = 100;

    private final LoadShape shape;
    private final URI url;
    private final @Nullable String token;
    private final Acknowledged acknowledged;
    private final Map<Integer, Long> refused = new ConcurrentHashMap<>();
    private final AtomicLong failures = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final List<Thread> senders = new ArrayList<>();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /**
     * @param shape what to send
     * @param url where to
     * @param token bearer token; null for none
     */
    public LoadSender(LoadShape shape, URI url, @Nullable String token) {
        this.shape = shape;
        this.url = url;
        this.token = token;
        this.acknowledged = new Acknowledged(shape);
    }

    /**
     * Begins to send in the background.
     *
     * @param ticks how many samples each series gets
     * @param pace time that a tick takes at least; zero for as fast as it goes
     */
    public void start(int ticks, Duration pace) {
        for (int connection = 0; connection < shape.connections(); connection++) {
            List<LoadShape.Block> blocks = shape.blocks(connection);
            senders.add(Thread.ofPlatform().name("load-" + connection).daemon().start(() -> send(blocks, ticks, pace)));
        }
    }

    /** Waits until all is sent; false when that takes longer than the bound. */
    public boolean await(Duration bound) throws InterruptedException {
        long deadline = System.nanoTime() + bound.toNanos();
        for (Thread sender : senders) {
            if (!sender.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())))) {
                return false;
            }
        }
        return true;
    }

    /** Ends before all is sent. */
    public void stop() throws InterruptedException {
        stopped.set(true);
        for (Thread sender : senders) {
            sender.join();
        }
    }

    /** What was acknowledged. */
    public Acknowledged acknowledged() {
        return acknowledged;
    }

    /** Requests that were refused for good, by status. */
    public Map<Integer, Long> refused() {
        return Map.copyOf(refused);
    }

    /** Attempts that failed and were made again. */
    public long failures() {
        return failures.get();
    }

    /** Bytes of the bodies that were taken, compressed. */
    public long bytes() {
        return sent.get();
    }

    private void send(List<LoadShape.Block> blocks, int ticks, Duration pace) {
        List<PreparedRequest> requests = blocks.stream().map(shape::prepare).toList();
        try {
            long next = System.nanoTime();
            for (int tick = 0; tick < ticks && !stopped.get(); tick++) {
                for (int index = 0; index < requests.size(); index++) {
                    byte[] body = requests.get(index).body(shape.timestamp(tick), tick);
                    if (deliver(body)) {
                        acknowledged.add(blocks.get(index), tick);
                        sent.addAndGet(body.length);
                    }
                }
                next += pace.toNanos();
                long ahead = next - System.nanoTime();
                if (ahead > 0) {
                    Thread.sleep(Duration.ofNanos(ahead));
                }
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the body was taken; false when it was refused for good, or the sender was stopped before. */
    private boolean deliver(byte[] body) throws InterruptedException {
        while (!stopped.get()) {
            int status = attempt(body);
            if (status / 100 == 2) {
                return true;
            }
            if (status / 100 == 4 && status != 429) {
                refused.merge(status, 1L, Long::sum);
                return false;
            }
            failures.incrementAndGet();
            Thread.sleep(PAUSE_MILLIS);
        }
        return false;
    }

    /** The status of the answer, or 0 when there was none. */
    private int attempt(byte[] body) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .timeout(PATIENCE)
                .header("Content-Type", shape.version().contentType())
                .header("Content-Encoding", "snappy")
                .header("X-Prometheus-Remote-Write-Version", shape.version().header())
                .POST(BodyPublishers.ofByteArray(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            HttpResponse<Void> answer = http.send(request.build(), BodyHandlers.discarding());
            return answer.statusCode();
        } catch (IOException noAnswer) {
            return 0;
        }
    }

    @Override
    public void close() {
        stopped.set(true);
        senders.forEach(Thread::interrupt);
        http.close();
    }
}
