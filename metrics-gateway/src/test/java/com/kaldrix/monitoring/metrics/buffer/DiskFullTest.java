package com.kaldrix.monitoring.metrics.buffer;

import static com.kaldrix.monitoring.metrics.RunningGateway.ACCESS_KEY;
import static com.kaldrix.monitoring.metrics.RunningGateway.INGEST;
import static com.kaldrix.monitoring.metrics.RunningGateway.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.kaldrix.monitoring.common.time.SettableClock;
import com.kaldrix.monitoring.local.remotewrite.RecordedSeries;
import com.kaldrix.monitoring.local.remotewrite.RecordingTarget;
import com.kaldrix.monitoring.local.remotewrite.TimeSeries;
import com.kaldrix.monitoring.local.remotewrite.Version;
import com.kaldrix.monitoring.local.remotewrite.WriteEncoder;
import com.kaldrix.monitoring.metrics.RunningGateway;
import com.kaldrix.monitoring.metrics.RunningGateway.Answer;
import com.kaldrix.monitoring.metrics.ingest.firehose.Deliveries;
import com.kaldrix.monitoring.metrics.ingest.otlp.Samples;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The disk is full long before the buffer is as large as it may be. The buffer lies on a file system of 8 MB in memory, which
 * only root can mount.
 */
@Tag("external")
class DiskFullTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final int SERIES = 200;
    private static final int POINTS = 25;
    private static final long BEGIN = Clock.systemUTC().millis() - 600_000;

    @TempDir
    private Path folder;

    /** The clock of the gateway, which goes on by a second with each request. */
    @Configuration(proxyBeanMethods = false)
    static class Settable {
        /** The same after a restart. */
        private static final SettableClock CLOCK = new SettableClock(Instant.ofEpochMilli(BEGIN + 600_000));

        @Bean
        SettableClock settableClock() {
            return CLOCK;
        }
    }

    private final Random random = new Random(7);
    private final RecordingTarget target;
    private Path disk = Path.of("");
    private RunningGateway gateway;
    /** The times that were acknowledged, the same ones for each series. */
    private final List<Long> acknowledged = new ArrayList<>();

    DiskFullTest() throws IOException {
        target = RecordingTarget.start(0);
    }

    @BeforeEach
    void mount() throws IOException, InterruptedException {
        disk = Files.createDirectory(folder.resolve("disk"));
        assertThat(run("mount", "-t", "tmpfs", "-o", "size=8m", "kaldrix-test", disk.toString()))
                .as("this test must run as root on Linux")
                .isZero();
        Files.writeString(folder.resolve("prometheus.yml"), """
                scrape_configs: []
                remote_write:
                  - name: main
                    url: %s
                    queue_config: {batch_send_deadline: 50ms, min_backoff: 10ms, max_backoff: 100ms}
                """.formatted(target.url()));
        gateway = start();
    }

    @AfterEach
    void unmount() throws IOException, InterruptedException {
        gateway.close();
        target.close();
        assertThat(run("umount", disk.toString())).isZero();
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    private RunningGateway start() {
        return RunningGateway.start(
                folder,
                Map.of(
                        "kaldrix.buffer.directory",
                        disk.resolve("buffer").toString(),
                        "kaldrix.buffer.segment-size",
                        "1MB",
                        "kaldrix.buffer.max-size",
                        "1GB",
                        "kaldrix.configuration.file",
                        folder.resolve("prometheus.yml").toString()),
                Settable.class);
    }

    /** Makes it late enough for KPIs, whose cursor stays behind by the longest gap in a counter, to need nothing of the past. */
    private void someTimeGoesBy() {
        Settable.CLOCK.advance(Duration.ofMinutes(10));
    }

    /** Sends points of every series that do not compress; notes them when they are acknowledged. */
    private Answer send() {
        List<TimeSeries> all = new ArrayList<>();
        long first = BEGIN + acknowledged.size();
        for (int i = 0; i < SERIES; i++) {
            List<TimeSeries.Point> points = new ArrayList<>();
            for (int j = 0; j < POINTS; j++) {
                points.add(new TimeSeries.Point(first + j, random.nextDouble()));
            }
            all.add(TimeSeries.of(Map.of("__name__", "m" + i, "job", "test"), points));
        }
        Answer answer = gateway.post(
                INGEST, "/api/v1/write", Version.V1.contentType(), new WriteEncoder().encode(Version.V1, all));
        Settable.CLOCK.advance(Duration.ofSeconds(1));
        if (answer.status() == 204) {
            for (int j = 0; j < POINTS; j++) {
                acknowledged.add(first + j);
            }
        }
        return answer;
    }

    private Answer sendUntilTurnedAway() {
        Answer answer = send();
        for (int i = 0; i < 1000 && answer.status() == 204; i++) {
            answer = send();
        }
        return answer;
    }

    private int readiness() {
        return gateway.get("", "/actuator/health/readiness").status();
    }

    /** Everything that was acknowledged, in its order. What was turned away may not come, nor what is half of it. */
    private void everythingAcknowledgedArrives() {
        long[] times = acknowledged.stream().mapToLong(Long::longValue).toArray();
        await().atMost(PATIENCE)
                .until(() -> ours().size() == SERIES
                        && ours().stream().allMatch(one -> one.sortedTimestamps().length >= times.length));
        assertThat(ours()).allSatisfy(one -> {
            assertThat(one.sortedTimestamps()).containsExactly(times);
            assertThat(one.outOfOrder()).isZero();
        });
    }

    private List<RecordedSeries> ours() {
        return target.series().entrySet().stream()
                .filter(entry -> "test".equals(entry.getKey().get("job")))
                .map(Map.Entry::getValue)
                .toList();
    }

    private void fillTheRest(Path filler) throws IOException {
        byte[] block = new byte[4096];
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    @Test
    void turnsSendersAwayLosesNothingAndRecoversWhenTheTargetIsBack() {
        assertThat(send().status()).isEqualTo(204);
        everythingAcknowledgedArrives();
        target.leave();

        Answer refused = sendUntilTurnedAway();

        assertThat(refused.status()).as(refused.text()).isEqualTo(503);
        assertThat(Integer.parseInt(refused.retryAfter())).isPositive();
        assertThat(refused.text()).contains("the disk takes no more");
        assertThat(gateway.get(VIEWER, "/api/v1/buffers").json().path("bytes").longValue())
                .as("the disk, not the limit of the buffer, is what is reached")
                .isBetween(5L << 20, 8L << 20);
        assertThat(gateway.get("", "/actuator/prometheus").text())
                .containsPattern("kaldrix_gateway_batches_turned_away_total\\S* [1-9]");

        target.comeBack();
        everythingAcknowledgedArrives();
        someTimeGoesBy();
        await().atMost(PATIENCE).until(() -> send().status() == 204);
        assertThat(send().status()).isEqualTo(204);
        everythingAcknowledgedArrives();
        await().atMost(PATIENCE).until(() -> readiness() == 200);
    }

    @Test
    void everyProtocolSaysSoAndTakesSamplesAgainWhenThereIsRoom() throws IOException {
        target.leave();
        assertThat(send().status()).isEqualTo(204);
        Path filler = disk.resolve("filler");
        fillTheRest(filler);
        assertThat(sendUntilTurnedAway().status()).isEqualTo(503);

        byte[] large = ("[" + "{\"name\":\"a\",\"value\":1.5},".repeat(3000) + "{\"name\":\"a\",\"value\":1}]")
                .getBytes(StandardCharsets.UTF_8);
        comesAgain(gateway.post(INGEST, "/api/v1/metrics", "application/json", large));
        comesAgain(otlp());
        comesAgain(firehose());

        Files.delete(filler);
        assertThat(gateway.post(INGEST, "/api/v1/metrics", "application/json", large)
                        .status())
                .isEqualTo(200);
        assertThat(otlp().status()).isEqualTo(200);
        assertThat(firehose().status())
                .as("a delivery that was turned away is no replay")
                .isEqualTo(200);
        assertThat(send().status()).isEqualTo(204);
        target.comeBack();
        everythingAcknowledgedArrives();
        assertThat(target.series().keySet()).anyMatch(labels -> "a".equals(labels.get("__name__")));
    }

    private Answer otlp() {
        return gateway.post(
                INGEST,
                "/v1/metrics",
                "application/x-protobuf",
                Samples.everything().toByteArray());
    }

    private Answer firehose() {
        return gateway.post(
                "",
                "/firehose/cloudwatch",
                "application/json",
                Deliveries.body("one", Deliveries.JSON),
                "X-Amz-Firehose-Access-Key",
                ACCESS_KEY);
    }

    private static void comesAgain(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(503);
        assertThat(Integer.parseInt(answer.retryAfter())).isPositive();
    }

    @Test
    void startsOnAFullDiskWithEverythingThatWasAcknowledged() {
        target.leave();
        assertThat(sendUntilTurnedAway().status()).isEqualTo(503);
        gateway.close();

        gateway = start();

        assertThat(send().status()).isEqualTo(503);
        target.comeBack();
        everythingAcknowledgedArrives();
        someTimeGoesBy();
        await().atMost(PATIENCE).until(() -> send().status() == 204);
        everythingAcknowledgedArrives();
    }
}
