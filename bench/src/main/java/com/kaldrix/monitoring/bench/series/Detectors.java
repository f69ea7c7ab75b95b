package com.kaldrix.monitoring.bench.series;

import com.kaldrix.monitoring.bench.fault.Pace;
import com.kaldrix.monitoring.local.supervise.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** A process of anomaly-processor, by what it says of itself. */
final class Detectors implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final ServiceProcess process;
    private final URI url;
    private final HttpClient http = HttpClient.newHttpClient();

    Detectors(ServiceProcess process, URI url) {
        this.process = process;
        this.url = url;
    }

    /** The sum of a metric's values whose labels contain that text; 0 when it cannot be asked. */
    double metric(String name, String labels) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/actuator/prometheus"))
                .timeout(Duration.ofSeconds(20))
                .build();
        try {
            return http.send(request, BodyHandlers.ofString())
                    .body()
                    .lines()
                    .filter(line ->
                            (line.startsWith(name + "{") || line.startsWith(name + " ")) && line.contains(labels))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        } catch (IOException away) {
            return 0;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    /** How many messages it has taken in since it started. */
    double taken() {
        return metric("kaldrix_anomaly_messages_total", "outcome=\"taken\"");
    }

    /** How many series it looks at. */
    double series() {
        return metric("kaldrix_anomaly_series", "");
    }

    /** Used heap, in bytes. */
    long heap() {
        return (long) metric("jvm_memory_used_bytes", "area=\"heap\"");
    }

    Duration cpu() {
        return process.figures()
                .orElseThrow(() -> new IllegalStateException("the system tells no figures"))
                .cpu();
    }

    /** Waits until it has taken so many messages; returns how long that was. */
    Duration until(double messages) throws InterruptedException, TimeoutException {
        long from = System.nanoTime();
        Pace.until(messages + " messages to be taken", PATIENCE, () -> taken() >= messages);
        return Duration.ofNanos(System.nanoTime() - from);
    }

    /** Waits until it looks at so many series; returns how long that was. */
    Duration untilSeries(int count) throws InterruptedException, TimeoutException {
        long from = System.nanoTime();
        Pace.until(count + " series to be looked at", PATIENCE, () -> series() >= count);
        return Duration.ofNanos(System.nanoTime() - from);
    }

    /** Ends it as a deployment does, or kills it, and starts it again. */
    void restart(boolean kill) {
        if (kill) {
            process.kill();
        } else if (process.stop(Duration.ofSeconds(60)).isEmpty()) {
            throw new UncheckedIOException(new IOException("it did not end"));
        }
        if (process.state() != ServiceProcess.State.RUNNING) {
            process.start();
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
