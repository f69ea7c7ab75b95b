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
import java.util.stream.LongStream;
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

    /** Further than the clock goes ahead of a target that keeps up here. */
    private static final Lanes BESIDE = new Lanes(true, Duration.ofMinutes(5));

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
        HttpEndpoint endpoint =
                new HttpEndpoint(http, target.url(), Duration.ofSeconds(5), (url, headers, body) -> Map.of(), clock);
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
        anHourWithoutTheTarget(BESIDE);

        long back = clock.millis();
        comesBackSlowly();
        freshComesBesideABacklog(back);
        target.behave();
        pass(4);
        everythingArrives();

        assertThat(target.series().values())
                .as("what came of the backlog and what came beside it are each in order")
                .allMatch(one -> cameInTwoLanes(one.samples()));
        nothingElseIsLeft();
        everythingArrives();
    }

    @Test
    void sendsWhatIsFreshBesideTwoHoursWhenTheTargetLeavesAgainMeanwhile() {
        anHourWithoutTheTarget(BESIDE);
        comesBackSlowly();
        freshComesBesideABacklog(clock.millis());

        target.leave();
        pass(ROUNDS_OF_AN_HOUR);
        await().atMost(PATIENCE).until(() -> !metrics.well);
        long back = clock.millis();
        comesBackSlowly();
        freshComesBesideABacklog(back);
        target.behave();
        pass(4);

        // A request that was under way when the target left may have arrived, and comes again all the same.
        nothingElseIsLeft();
        assertThat(target.series().values())
                .allSatisfy(
                        one -> assertThat(LongStream.of(one.sortedTimestamps()).distinct())
                                .containsExactlyElementsOf(written));
    }

    private void comesBackSlowly() {
        target.misbehave(Behaviour.slow(Duration.ofMillis(200)));
        target.comeBack();
    }

    /** Time goes by until something from now on has come while more than a few rounds from before have not. */
    private void freshComesBesideABacklog(long now) {
        long before = written.stream().filter(time -> time < now).count();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> {
            pass(1);
            List<Point> came = arrivals(series.getFirst());
            long late = came.stream().filter(one -> one.timestamp() < now).count();
            return late < came.size() && before - late > 20;
        });
    }

    private void nothingElseIsLeft() {
        assertThat(reader().lostSamples()).isZero();
        assertThat(metrics.refused).isZero();
        await().atMost(PATIENCE).until(() -> buffer.readers().size() == 1);
        pass(4);
        await().atMost(PATIENCE).until(() -> reader().lag().isZero());
    }

    private List<Point> arrivals(Series one) {
        return target.series(Map.of("__name__", one.labels().decode().get("__name__"), "job", "test"))
                .map(RecordedSeries::samples)
                .orElse(List.of());
    }

    /** Whether two lanes, each in its order, can have brought this. */
    private static boolean cameInTwoLanes(List<Point> points) {
        long[] last = {Long.MIN_VALUE, Long.MIN_VALUE};
        for (Point point : points) {
            int later = last[0] > last[1] ? 0 : 1;
            int lane = point.timestamp() > last[later] ? later : 1 - later;
            if (point.timestamp() <= last[lane]) {
                return false;
            }
            last[lane] = point.timestamp();
        }
        return true;
    }
}
