package com.kaldrix.monitoring.bench.alerts;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** API v2 of a receiver as a client uses it, over connections that stay open. */
final class Door implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Receiver receiver;

    Door(Receiver receiver) {
        this.receiver = receiver;
    }

    /**
     * Posts alerts one request after the other on each of some connections.
     *
     * @return how long each request took
     * @throws IOException when one is refused
     */
    List<Duration> post(List<String> bodies, int connections) throws IOException, InterruptedException {
        List<Callable<List<Duration>>> senders = new ArrayList<>();
        for (int one = 0; one < connections; one++) {
            int first = one;
            senders.add(() -> {
                List<Duration> took = new ArrayList<>();
                for (int i = first; i < bodies.size(); i += connections) {
                    took.add(post(bodies.get(i)));
                }
                return took;
            });
        }
        List<Duration> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
            for (Future<List<Duration>> sender : threads.invokeAll(senders)) {
                all.addAll(sender.get());
            }
        } catch (ExecutionException failed) {
            throw new IOException(receiver.name() + " did not take alerts: " + failed.getCause(), failed);
        }
        return all;
    }

    /** Posts one body, and says how long it took. */
    Duration post(String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = request("/alerts")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return timed(request);
    }

    /** Gets all alerts, and says how long it took until all of the answer was there. */
    Duration getAlerts() throws IOException, InterruptedException {
        return timed(request("/alerts").GET());
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(receiver.url() + path)).timeout(LONGEST);
        receiver.token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
        return request;
    }

    private Duration timed(HttpRequest.Builder request) throws IOException, InterruptedException {
        long from = System.nanoTime();
        HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
        Duration took = Duration.ofNanos(System.nanoTime() - from);
        if (response.statusCode() != 200) {
            throw new IOException(receiver.name() + " answers " + response.statusCode() + ": "
                    + new String(response.body(), StandardCharsets.UTF_8));
        }
        return took;
    }

    /**
     * Distinct alerts as Prometheus posts them.
     *
     * @param count how many; a hundred share a name
     * @param until when they are over
     */
    static List<String> batches(int count, int each, Instant startsAt, Instant until) {
        List<String> bodies = new ArrayList<>();
        for (int from = 0; from < count; from += each) {
            StringBuilder body = new StringBuilder("[");
            for (int i = from; i < Math.min(count, from + each); i++) {
                body.append(body.length() > 1 ? "," : "")
                        .append(alert("Alert" + i / 100, "node-" + i, startsAt, until));
            }
            bodies.add(body.append(']').toString());
        }
        return bodies;
    }

    /** One alert. */
    static String alert(String name, String instance, Instant startsAt, Instant until) {
        return """
                {"labels":{"alertname":"%1$s","instance":"%2$s","job":"kaldrix-app","severity":"warning",\
                "cluster":"us-east-1","namespace":"kaldrix","team":"chain"},\
                "annotations":{"summary":"%1$s on %2$s","description":"The value of the rule is above what is usual."},\
                "startsAt":"%3$s","endsAt":"%4$s","generatorURL":"http://prometheus:9090/graph?g0.expr=up"}""".formatted(name, instance, startsAt, until);
    }

    @Override
    public void close() {
        http.close();
    }
}
