package com.kaldrix.monitoring.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PrometheusTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final List<Prometheus.Alert> ALERTS =
            List.of(new Prometheus.Alert(Map.of("alertname", "Down"), Map.of("summary", "It is down")));

    private final List<JsonNode> posted = new CopyOnWriteArrayList<>();
    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private HttpServer server;
    private ServiceClient service;
    private Prometheus prometheus;
    private volatile int status = 200;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v2/alerts", exchange -> {
            assertThat(exchange.getRequestHeaders().getFirst("Authorization")).isEqualTo("Bearer secret");
            posted.add(JsonMapper.builder()
                    .build()
                    .readTree(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        service = new ServiceClient(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()), "secret");
        prometheus = new Prometheus(service, now::get);
    }

    @AfterEach
    void stop() {
        service.close();
        server.stop(0);
    }

    @Test
    void whatFiresIsPostedAgainEveryMinuteUntilItIsOver() throws Exception {
        prometheus.fire("Down", ALERTS);
        now.set(NOON.plusSeconds(59));
        prometheus.repeat();
        assertThat(posted).hasSize(1);
        now.set(NOON.plusSeconds(60));
        prometheus.repeat();
        prometheus.repeat();
        assertThat(posted).hasSize(2);
        assertThat(prometheus.repetitions()).isEqualTo(1);
        now.set(NOON.plusSeconds(90));
        prometheus.resolve("Down");
        now.set(NOON.plusSeconds(300));
        prometheus.repeat();

        assertThat(posted).extracting(body -> body.at("/0/startsAt").asString()).containsOnly("2026-03-02T12:00:00Z");
        assertThat(posted)
                .extracting(body -> body.at("/0/endsAt").asString())
                .containsExactly("2026-03-02T12:08:00Z", "2026-03-02T12:09:00Z", "2026-03-02T12:01:30Z");
        assertThat(posted.getFirst().at("/0/labels/alertname").asString()).isEqualTo("Down");
    }

    @Test
    void anAnswerThatIsNoSuccessIsAFailure() {
        status = 503;
        assertThatThrownBy(() -> prometheus.fire("Down", ALERTS))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("POST /api/v2/alerts was answered with 503");
    }
}
