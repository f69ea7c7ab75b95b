package com.kaldrix.monitoring.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.kaldrix.monitoring.local.stack.Ports;
import com.kaldrix.monitoring.local.stack.ServiceDefinition;
import com.kaldrix.monitoring.local.stack.StackBuilder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * From what a node pushes to a message at Slack, through metrics-gateway, anomaly-processor and alert-processor as processes,
 * with real queues and databases between them. Their time runs {@value #SPEED} times as fast, for what is usual is learnt of
 * two thirds of an hour of readings.
 */
class NodeStoryTest {
    private static final int SPEED = 30;
    private static final Duration STEP = Duration.ofSeconds(10);
    private static final int USUAL = 240;
    private static final int LOST = 30;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<ServiceDefinition> SERVICES =
            List.of(Stage.SERVICE, ServiceDefinition.METRICS_GATEWAY, ServiceDefinition.ANOMALY_PROCESSOR);

    private final Instant anchor = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
    /** Always the same noise: in some thousand readings of any there is one that is worth a P3. */
    private final Random random = new Random(1);

    private Instant next = anchor;

    @Test
    void aNodeThatLosesItsPeersIsToldOnceAndSoIsItsEnd() throws Exception {
        Ports ports = Ports.free();
        UnaryOperator<StackBuilder> routes = Stage.configuration("node", ports, SlackTeam.ROUTES, EveryChannel.RULES);
        try (Stage stage = Stage.start("node", ports, builder -> routes.apply(fast(builder)));
                HttpClient http = HttpClient.newHttpClient()) {
            // The first request of a fresh process takes long, and what came after it would be late.
            next = now();
            push(http, stage, 1, 60);
            next = now();
            push(http, stage, USUAL, 60);
            push(http, stage, LOST, 15);
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(SlackTeam.toldOfAnomalies(stage)).hasSize(1));
            assertThat(SlackTeam.toldOfAnomalies(stage).getFirst().text())
                    .contains("kaldrix_node_peers")
                    .contains("is usual")
                    .contains("image_url");
            push(http, stage, 4 * LOST, 60);
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(SlackTeam.toldOfAnomalies(stage)).hasSize(2));
            assertThat(SlackTeam.toldOfAnomalies(stage))
                    .extracting(Heard::incident)
                    .containsOnly(SlackTeam.toldOfAnomalies(stage).getFirst().incident());
        }
    }

    private StackBuilder fast(StackBuilder builder) {
        StackBuilder fast = builder.regions(List.of(Stage.HUB))
                .services(SERVICES)
                .metrics(plan -> plan.withoutFleet())
                .environment(ServiceDefinition.METRICS_GATEWAY, "KALDRIX_WINDOWS_LATENESS", "5m")
                // What the node says between two of the test's steps is late by the clock of the service.
                .environment(ServiceDefinition.ANOMALY_PROCESSOR, "KALDRIX_INTAKE_TICK_EVERY", "12h");
        for (ServiceDefinition service : SERVICES) {
            fast = fast.environment(service, "KALDRIX_CLOCK_SPEED", Integer.toString(SPEED))
                    .environment(service, "KALDRIX_CLOCK_ANCHOR", anchor.toString());
        }
        return fast;
    }

    /** The time as the services have it. */
    private Instant now() {
        return anchor.plus(Duration.between(anchor, Clock.systemUTC().instant()).multipliedBy(SPEED))
                .truncatedTo(ChronoUnit.SECONDS);
    }

    /** As many readings as given, each when its time has come. */
    private void push(HttpClient http, Stage stage, int readings, double peers) {
        for (int left = readings; left > 0; ) {
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> now().isAfter(next));
            int due = (int) Math.min(left, Duration.between(next, now()).dividedBy(STEP) + 1);
            Instant from = next;
            String body = IntStream.range(0, due)
                    .mapToObj(i -> reading(from.plus(STEP.multipliedBy(i)), peers + random.nextGaussian()))
                    .collect(Collectors.joining(",", "[", "]"));
            assertThat(status(http, stage, body)).isEqualTo(200);
            next = from.plus(STEP.multipliedBy(due));
            left -= due;
        }
    }

    private static String reading(Instant at, double peers) {
        return """
                {"name":"kaldrix_node_peers","labels":{"component":"network","region":"us-east-1","instance":"node-1"},\
                "timestamp":"%s","value":%s}""".formatted(at, peers);
    }

    private static int status(HttpClient http, Stage stage, String body) {
        try {
            return http.send(
                            HttpRequest.newBuilder(
                                            URI.create(stage.stack().url(ServiceDefinition.METRICS_GATEWAY.label())
                                                    + "/api/v1/metrics"))
                                    .timeout(PATIENCE)
                                    .header(
                                            "Authorization",
                                            "Bearer " + stage.stack().token().value())
                                    .header("Content-Type", "application/json")
                                    .POST(BodyPublishers.ofString(body))
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            throw new IllegalStateException("the gateway cannot be reached", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
