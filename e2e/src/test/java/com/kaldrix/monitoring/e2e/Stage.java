package com.kaldrix.monitoring.e2e;

import com.kaldrix.monitoring.bench.fault.Topics;
import com.kaldrix.monitoring.local.sink.Sinks;
import com.kaldrix.monitoring.local.stack.KaldrixStack;
import com.kaldrix.monitoring.local.stack.Ports;
import com.kaldrix.monitoring.local.stack.ServiceDefinition;
import com.kaldrix.monitoring.local.stack.StackBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/** A running stack with one alert-processor or more, and the ways into it that the outside world has. */
final class Stage implements AutoCloseable {
    static final ServiceDefinition SERVICE = ServiceDefinition.ALERT_PROCESSOR;
    static final String HUB = "us-east-1";

    private final KaldrixStack stack;
    private final Clock clock;
    private final Topics topics;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Instant anchor;

    private Stage(KaldrixStack stack, Clock clock) throws IOException {
        this.stack = stack;
        this.clock = clock;
        this.topics = new Topics(stack, clock);
        String[] words = Files.readString(stack.settings().state().resolve("clock"))
                .strip()
                .split(" ", 2);
        this.anchor = Instant.parse(words[1]);
    }

    /** Starts the usual stack on free ports, changed as wanted. */
    static Stage start(String name, UnaryOperator<StackBuilder> change) throws IOException, InterruptedException {
        return start(name, Ports.free(), change);
    }

    /** Starts the usual stack on these ports, changed as wanted. */
    static Stage start(String name, Ports ports, UnaryOperator<StackBuilder> change)
            throws IOException, InterruptedException {
        StackBuilder usual = KaldrixStack.builder(Packaged.root())
                .state(Packaged.emptyState(name))
                .ports(ports)
                .services(List.of(SERVICE));
        return of(change.apply(usual).start());
    }

    /** The stage that this stack makes. */
    static Stage of(KaldrixStack stack) throws IOException {
        return new Stage(stack, Clock.systemUTC());
    }

    /** Gives alert-processor these two files; {@code ${sinks}} and {@code ${smtp}} stand for where the sinks are. */
    static UnaryOperator<StackBuilder> configuration(String name, Ports ports, String routes, String rules)
            throws IOException {
        Path folder = Packaged.folder("configuration", name);
        Files.writeString(
                folder.resolve("alertmanager.yml"),
                routes.replace("${sinks}", "http://127.0.0.1:" + ports.sinks())
                        .replace("${smtp}", "127.0.0.1:" + ports.smtp()));
        Files.writeString(
                folder.resolve("kaldrix.yml"), rules.replace("${sinks}", "http://127.0.0.1:" + ports.sinks()));
        return builder -> builder.environment(
                        SERVICE,
                        "KALDRIX_CONFIGURATION_FILE",
                        folder.resolve("alertmanager.yml").toString())
                .environment(
                        SERVICE,
                        "KALDRIX_CONFIGURATION_RULES",
                        folder.resolve("kaldrix.yml").toString())
                // Stories count messages; the timeline in threads has stories of its own in alert-processor.
                .environment(SERVICE, "KALDRIX_SLACK_TIMELINE", "false");
    }

    KaldrixStack stack() {
        return stack;
    }

    Sinks sinks() {
        return stack.sinks();
    }

    Topics topics() {
        return topics;
    }

    Clock clock() {
        return clock;
    }

    /** The time as alert-processor has it. */
    Instant serviceTime() {
        return serviceTime(clock.instant());
    }

    /** The time as alert-processor had it at that moment. */
    Instant serviceTime(Instant moment) {
        Duration real = Duration.between(anchor, moment);
        return anchor.plusNanos(Math.round(real.toNanos() * stack.settings().clockSpeed()));
    }

    /** Asks a replica, with the admin's token. */
    HttpResponse<String> get(String replica, String path) {
        return send(request(replica, path).GET());
    }

    /** Sends JSON to the first replica, with the admin's token. */
    HttpResponse<String> post(String path, String json) {
        return send(request(SERVICE.label(), path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    /** Puts JSON at the first replica, with the admin's token. */
    HttpResponse<String> put(String path, String json) {
        return send(request(SERVICE.label(), path)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(json)));
    }

    /** The address of the first replica, without a slash at the end. */
    URI url() {
        return stack.url(SERVICE.label());
    }

    private HttpRequest.Builder request(String replica, String path) {
        return HttpRequest.newBuilder(URI.create(stack.url(replica) + path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + stack.token().value());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for an answer", interrupted);
        }
    }

    /** The sum of the values of a metric whose labels contain that text. */
    double metric(String name, String labels) {
        return get(SERVICE.label(), "/actuator/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + "{") && line.contains(labels))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    @Override
    public void close() {
        http.close();
        topics.close();
        stack.close();
    }
}
