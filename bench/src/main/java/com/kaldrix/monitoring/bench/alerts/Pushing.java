package com.kaldrix.monitoring.bench.alerts;

import com.kaldrix.monitoring.bench.Table;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Pushes alerts as Prometheus does, in batches, again and again, by some connections at once.
 *
 * @param distinct how many alerts there are
 * @param batch how many go together
 * @param connections how many push at once
 * @param span for how long; each alert is pushed once at least
 */
record Pushing(int distinct, int batch, int connections, Duration span) {
    /**
     * What came of it.
     *
     * @param accepted alerts in requests that were answered with 200
     * @param refused requests that were answered otherwise
     * @param took how long it took
     * @param slowest of a hundred requests the slowest, as long as that took
     */
    record Result(long accepted, long refused, Duration took, Duration slowest) {
        double rate() {
            return accepted / (took.toNanos() / 1e9);
        }
    }

    Result run(URI door) throws InterruptedException, IOException {
        List<String> bodies = bodies();
        AtomicInteger next = new AtomicInteger();
        AtomicLong accepted = new AtomicLong();
        AtomicLong refused = new AtomicLong();
        List<Duration> times = Collections.synchronizedList(new ArrayList<>());
        long begin = System.nanoTime();
        try (HttpClient http = HttpClient.newHttpClient();
                ExecutorService pushers = Executors.newFixedThreadPool(connections)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                all.add(pushers.submit(() -> {
                    while (true) {
                        int number = next.getAndIncrement();
                        if (number >= bodies.size() && System.nanoTime() - begin > span.toNanos()) {
                            return null;
                        }
                        HttpRequest request = HttpRequest.newBuilder(door)
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(bodies.get(number % bodies.size())))
                                .build();
                        long sent = System.nanoTime();
                        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
                        times.add(Duration.ofNanos(System.nanoTime() - sent));
                        if (answer.statusCode() == 200) {
                            accepted.addAndGet(batch);
                        } else {
                            refused.incrementAndGet();
                        }
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("pushing failed: " + e.getCause(), e);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        times.sort(null);
        return new Result(accepted.get(), refused.get(), took, Table.quantile(times, 0.99));
    }

    private List<String> bodies() {
        List<String> bodies = new ArrayList<>();
        StringBuilder body = new StringBuilder("[");
        for (int i = 0; i < distinct; i++) {
            body.append(body.length() > 1 ? "," : "").append(alert(i));
            if ((i + 1) % batch == 0) {
                bodies.add(body.append("]").toString());
                body = new StringBuilder("[");
            }
        }
        return bodies;
    }

    private static String alert(int number) {
        return """
                {"labels":{"alertname":"Bench%d","instance":"node-%d","severity":"warning","region":"eu-west-1","job":"bench"},\
                "annotations":{"summary":"A bench alert","description":"Number %d"},"generatorURL":"http://prometheus/graph"}""".formatted(number % 50, number, number);
    }
}
