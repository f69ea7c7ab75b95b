package com.kaldrix.monitoring.metrics.forward.remotewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.kaldrix.monitoring.common.time.SettableClock;
import com.kaldrix.monitoring.local.remotewrite.RecordedSeries;
import com.kaldrix.monitoring.local.remotewrite.RecordingTarget;
import com.kaldrix.monitoring.local.remotewrite.TimeSeries.Point;
import com.kaldrix.monitoring.local.sink.Behaviour;
import com.kaldrix.monitoring.metrics.buffer.BufferSettings;
import com.kaldrix.monitoring.metrics.buffer.DiskBuffer;
import com.kaldrix.monitoring.metrics.buffer.Draft;
import com.kaldrix.monitoring.metrics.buffer.ReaderStatus;
import com.kaldrix.monitoring.metrics.forward.remotewrite.Forwarder.Plan;
import com.kaldrix.monitoring.metrics.forward.remotewrite.RemoteWriteTarget.Contents;
import com.kaldrix.monitoring.metrics.series.LabelSet;
import com.kaldrix.monitoring.metrics.series.Series;
import com.kaldrix.monitoring.metrics.series.Source;
import com.kaldrix.monitoring.metrics.wire.WriteProtocol;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A target is away for an hour, in which samples come every 15 seconds: what is kept, and in which order it comes then. */
class HourAwayTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration INTERVAL = Duration.ofSeconds(15);
    private static final int ROUNDS_OF_AN_HOUR = 240;
    private static final int SERIES = 200;
    private static final QueueRules QUICK =
            new QueueRules(1, 4, 500, Duration.ofMillis(20), Duration.ofMillis(5), Duration.ofMillis(40));

    @TempDir
    private Path directory;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-25T14:00:00Z"));
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Series> series = new ArrayList<>();
    private final List<Long> written = new ArrayList<>();
    private final List<Forwarder> started = new ArrayList<>();
    private final Quiet metrics = new Quiet();
    private final RecordingTarget target;
    private DiskBuffer buffer;

    private static final class Quiet implements TargetMetrics {
        private volatile boolean well = true;
        private volatile int refused;

        @Override
        public void sent(int samples) {}

        @Override
        public void refused(int samples, int status) {
            refused += samples;
        }

        @Override
        public void retried() {}

        @Override
        public void answered(Duration took) {}

        @Override
        public void healthy(boolean now, String reason) {
            well = now;
        }
    }

    HourAwayTest() throws IOException {
        target = RecordingTarget.start(0);
        for (int i = 0; i < SERIES; i++) {
            series.add(
                    new Series(LabelSet.of("__name__", "m" + i, "job", "test").encode(), new Source("test", "test")));
        }
    }

    @BeforeEach
    void open() {
        buffer = DiskBuffer.open(new BufferSettings(directory, 1 << 16, 64 << 20, Duration.ofHours(48), false), clock);
    }

    @AfterEach
    void close() {
        started.forEach(Forwarder::close);
        buffer.close();
        target.close();
        http.close();
    }

    private void start(Lanes lanes) {
        Plan plan = new Plan("main", WriteProtocol.V2, new Contents(true, true, true), QUICK, lanes, Optional::of);
        HttpEndpoint endpoint = new HttpEndpoint(
                http, target.url(), Duration.ofSeconds(5), (url, headers, body, length) -> Map.of(), clock);
        Forwarder forwarder = new Forwarder(plan, buffer, endpoint, metrics);
        started.add(forwarder);
        forwarder.start();
    }

    /** So many rounds of all series, as time goes by; the buffer's upkeep goes on meanwhile. */
    private void pass(int rounds) {
        for (int i = 0; i < rounds; i++) {
            Draft draft = new Draft();
            for (Series one : series) {
                draft.sample(one, clock.millis(), written.size(), 0);
            }
            written.add(clock.millis());
            buffer.append(draft);
            buffer.maintain();
            clock.advance(INTERVAL);
        }
    }

    private ReaderStatus reader() {
        return buffer.readers().stream()
                .filter(one -> one.name().equals("remote-write.main"))
                .findFirst()
                .orElseThrow();
    }

    /** Everything, and nothing twice. */
    private void everythingArrives() {
        long[] times = written.stream().mapToLong(Long::longValue).toArray();
        await().atMost(PATIENCE).until(() -> target.samples() >= (long) times.length * SERIES);
        assertThat(target.series()).hasSize(SERIES);
        assertThat(target.series().values())
                .allSatisfy(one -> assertThat(one.sortedTimestamps()).containsExactly(times));
    }

    private void anHourWithoutTheTarget(Lanes lanes) {
        start(lanes);
        pass(4);
        everythingArrives();
        assertThat(metrics.well).isTrue();
        target.leave();
        pass(ROUNDS_OF_AN_HOUR);
        await().atMost(PATIENCE).until(() -> !metrics.well);

        assertThat(target.samples()).isEqualTo(4L * SERIES);
        assertThat(buffer.segments()).as("more than one file holds the hour").isGreaterThan(5);
        assertThat(reader().lag()).isGreaterThanOrEqualTo(Duration.ofMinutes(59));
        assertThat(reader().backlogBytes()).isPositive();
    }

    @Test
    void keepsAnHourAndSendsItInOrderWhenTheTargetIsBack() {
        anHourWithoutTheTarget(Lanes.inOrder());

        target.comeBack();
        pass(4);

        everythingArrives();
        assertThat(target.series().values())
                .extracting(RecordedSeries::outOfOrder)
                .containsOnly(0);
        assertThat(reader().lostSamples()).isZero();
        assertThat(metrics.refused).isZero();
        assertThat(metrics.well).isTrue();
        await().atMost(PATIENCE).until(() -> reader().lag().isZero());
        buffer.maintain();
        assertThat(buffer.segments()).as("the hour takes no room any more").isLessThanOrEqualTo(2);
    }

    @Test
    void keepsAnHourOverARestartOfTheForwarder() {
        anHourWithoutTheTarget(Lanes.inOrder());
        started.removeFirst().close();
        pass(4);

        target.comeBack();
        start(Lanes.inOrder());

        everythingArrives();
        assertThat(target.series().values())
                .extracting(RecordedSeries::outOfOrder)
                .containsOnly(0);
        assertThat(reader().lostSamples()).isZero();
    }

    @Test
    void sendsWhatIsFreshBesideTheHourAndEachOfBothInOrder() {
        anHourWithoutTheTarget(new Lanes(true, Duration.ofMinutes(1)));

        target.misbehave(Behaviour.slow(Duration.ofMillis(200)));
        target.comeBack();
        // The backlog goes on with its first round, and only then shows how far behind it is.
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> buffer.readers().size() == 2);
        pass(1);
        long fresh = written.getLast();
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> arrivals(series.getFirst()).stream().anyMatch(one -> one.timestamp() == fresh));
        long missing = written.size() - (long) arrivals(series.getFirst()).size();
        target.behave();
        pass(4);
        everythingArrives();

        assertThat(missing)
                .as("rounds of the backlog that came after the fresh one")
                .isGreaterThan(20);
        assertThat(target.series().values())
                .as("what came of the backlog and what came beside it are each in order")
                .allSatisfy(one -> assertThat(lanes(one.samples(), fresh))
                        .allSatisfy(lane -> assertThat(lane).isSorted()));
        assertThat(reader().lostSamples()).isZero();
        assertThat(metrics.refused).isZero();
        await().atMost(PATIENCE).until(() -> buffer.readers().size() == 1);
        pass(4);
        everythingArrives();
    }

    private List<Point> arrivals(Series one) {
        return target.series(Map.of("__name__", one.labels().decode().get("__name__"), "job", "test"))
                .map(RecordedSeries::samples)
                .orElse(List.of());
    }

    /** The times of arrival below and from a time. */
    private static List<List<Long>> lanes(List<Point> points, long from) {
        List<Long> backlog = new ArrayList<>();
        List<Long> beside = new ArrayList<>();
        points.forEach(point -> (point.timestamp() < from ? backlog : beside).add(point.timestamp()));
        return List.of(backlog, beside);
    }
}
