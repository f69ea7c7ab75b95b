package com.kaldrix.monitoring.local.remotewrite;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.local.sink.Behaviour;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecordingTargetTest {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private RecordingTarget target;

    @BeforeEach
    void start() throws Exception {
        target = RecordingTarget.start(0);
    }

    @AfterEach
    void stop() {
        target.close();
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void everySampleOfALoadArrives(Version version) throws Exception {
        LoadShape shape = new LoadShape(50, 20, 2, version, BEGIN, Duration.ofSeconds(15));
        try (LoadSender sender = new LoadSender(shape, target.url(), "secret")) {
            sender.start(4, Duration.ZERO);
            assertThat(sender.await(PATIENCE)).isTrue();

            assertThat(sender.acknowledged().samples()).isEqualTo(200);
            assertThat(sender.acknowledged().missing(target.arrived(), 10)).isEmpty();
        }
        assertThat(target.samples()).isEqualTo(200);
        assertThat(target.series()).hasSize(50);
        assertThat(target.series(shape.labels(7)).orElseThrow().samples())
                .containsExactly(
                        new TimeSeries.Point(BEGIN.toEpochMilli(), 0),
                        new TimeSeries.Point(BEGIN.toEpochMilli() + 15_000, 1),
                        new TimeSeries.Point(BEGIN.toEpochMilli() + 30_000, 2),
                        new TimeSeries.Point(BEGIN.toEpochMilli() + 45_000, 3));
    }

    @Test
    void whatIsMissingIsNamed() throws Exception {
        LoadShape shape = new LoadShape(4, 2, 1, Version.V1, BEGIN, Duration.ofSeconds(15));
        try (LoadSender sender = new LoadSender(shape, target.url(), null)) {
            sender.start(3, Duration.ZERO);
            assertThat(sender.await(PATIENCE)).isTrue();
            target.clear();
            assertThat(sender.acknowledged().missing(target.arrived(), 10))
                    .hasSize(4)
                    .allMatch(line -> line.startsWith("3 of 3 acknowledged samples of {"));
            assertThat(sender.acknowledged().missing(target.arrived(), 2)).hasSize(2);
        }
    }

    @Test
    void theSenderTriesAgainUntilTheTargetIsWellAndOrderIsKept() throws Exception {
        LoadShape shape = new LoadShape(10, 5, 1, Version.V2, BEGIN, Duration.ofSeconds(15));
        target.misbehave(Behaviour.status(503).retryAfter("1").times(2));
        try (LoadSender sender = new LoadSender(shape, target.url(), null)) {
            sender.start(50, Duration.ofMillis(20));
            Awaitility.await().atMost(PATIENCE).until(() -> target.requests() > 2);
            target.leave();
            Awaitility.await().atMost(PATIENCE).until(() -> sender.failures() > 3);
            target.comeBack();
            target.misbehave(Behaviour.acceptThenReset().times(1));
            assertThat(sender.await(PATIENCE)).isTrue();
            assertThat(sender.acknowledged().samples()).isEqualTo(500);
            assertThat(sender.acknowledged().missing(target.arrived(), 10)).isEmpty();
        }
        assertThat(target.series().values()).allMatch(series -> series.outOfOrder() == 0);
        assertThat(target.refused()).isEqualTo(2);
    }

    @Test
    void whatIsRefusedForGoodIsCountedAndNotAcknowledged() throws Exception {
        LoadShape shape = new LoadShape(4, 2, 1, Version.V1, BEGIN, Duration.ofSeconds(15));
        target.misbehave(Behaviour.status(400).times(1));
        try (LoadSender sender = new LoadSender(shape, target.url(), null)) {
            sender.start(2, Duration.ZERO);
            assertThat(sender.await(PATIENCE)).isTrue();
            assertThat(sender.refused()).isEqualTo(Map.of(400, 1L));
            assertThat(sender.acknowledged().samples()).isEqualTo(6);
        }
    }

    @Test
    void theAnswersAreThoseOfTheSpecification() throws Exception {
        byte[] body = new WriteEncoder()
                .encode(
                        Version.V2,
                        List.of(TimeSeries.of(Map.of("__name__", "up"), List.of(new TimeSeries.Point(1, 1)))));
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> taken = post(http, Version.V2.contentType(), body);
            assertThat(taken.statusCode()).isEqualTo(204);
            assertThat(taken.headers().firstValue("X-Prometheus-Remote-Write-Samples-Written"))
                    .hasValue("1");
            assertThat(taken.headers().firstValue("X-Prometheus-Remote-Write-Histograms-Written"))
                    .hasValue("0");
            assertThat(post(http, "application/json", body).statusCode()).isEqualTo(415);
            assertThat(post(http, Version.V1.contentType(), new byte[] {1, 2, 3})
                            .statusCode())
                    .isEqualTo(400);
        }
    }

    private HttpResponse<String> post(HttpClient http, String type, byte[] body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(target.url())
                        .header("Content-Type", type)
                        .header("Content-Encoding", "snappy")
                        .POST(BodyPublishers.ofByteArray(body))
                        .build(),
                BodyHandlers.ofString());
    }
}
