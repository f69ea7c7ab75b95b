package com.kaldrix.monitoring.metrics.forward.remotewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.kaldrix.monitoring.common.time.SettableClock;
import com.kaldrix.monitoring.local.remotewrite.RecordedSeries;
import com.kaldrix.monitoring.local.remotewrite.RecordingTarget;
import com.kaldrix.monitoring.local.sink.Behaviour;
import com.kaldrix.monitoring.metrics.buffer.BufferSettings;
import com.kaldrix.monitoring.metrics.buffer.DiskBuffer;
import com.kaldrix.monitoring.metrics.buffer.Draft;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Forwards a real buffer to a real target that is well, away, slow, or refuses. */
class ForwarderTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final QueueRules QUICK =
            new QueueRules(1, 4, 100, Duration.ofMillis(20), Duration.ofMillis(5), Duration.ofMillis(40));

    @TempDir
    private Path directory;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-25T14:00:00Z"));
    private final Counts counts = new Counts();
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Series> series = new ArrayList<>();
    private final List<Forwarder> started = new ArrayList<>();
    private RecordingTarget target;
    private DiskBuffer buffer;
    private long written;

    private static final class Counts implements TargetMetrics {
        private final AtomicInteger sent = new AtomicInteger();
        private final AtomicInteger refused = new AtomicInteger();
        private final AtomicInteger retried = new AtomicInteger();

        @Override
        public void sent(int samples) {
            sent.addAndGet(samples);
        }

        @Override
        public void refused(int samples, int status) {
            refused.addAndGet(samples);
        }

        @Override
        public void retried() {
            retried.incrementAndGet();
        }

        @Override
        public void answered(Duration took) {}

        @Override
        public void healthy(boolean well, String reason) {}
    }

    ForwarderTest() throws IOException {
        target = RecordingTarget.start(0);
        for (int i = 0; i < 50; i++) {
            series.add(
                    new Series(LabelSet.of("__name__", "m" + i, "job", "test").encode(), new Source("test", "test")));
        }
    }

    @BeforeEach
    void openBuffer() {
        buffer = DiskBuffer.open(new BufferSettings(directory, 1 << 20, 64 << 20, Duration.ofHours(1), false), clock);
    }

    @AfterEach
    void close() {
        started.forEach(Forwarder::close);
        buffer.close();
        target.close();
        http.close();
    }

    private Forwarder start(WriteProtocol protocol, Lanes lanes, Function<LabelSet, Optional<LabelSet>> relabel) {
        Plan plan = new Plan("main", protocol, new Contents(true, true, true), QUICK, lanes, relabel);
        HttpEndpoint endpoint = new HttpEndpoint(
                http,
                target.url(),
                Duration.ofSeconds(5),
                (url, headers, body) -> Map.of("Authorization", "Bearer x"),
                clock);
        Forwarder forwarder = new Forwarder(plan, buffer, endpoint, counts);
        started.add(forwarder);
        forwarder.start();
        return forwarder;
    }

    private Forwarder start(WriteProtocol protocol) {
        return start(protocol, Lanes.inOrder(), Optional::of);
    }

    /** Appends so many samples of each series, numbered on. */
    private void append(int rounds) {
        for (int i = 0; i < rounds; i++) {
            Draft draft = new Draft();
            for (Series one : series) {
                draft.sample(one, written, written, 0);
            }
            written++;
            buffer.append(draft);
        }
    }

    private void everythingArrives() {
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(target.series()).hasSize(series.size());
            assertThat(target.series().values())
                    .allSatisfy(one -> assertThat(one.sortedTimestamps())
                            .containsExactly(LongStream.range(0, written).toArray()));
        });
    }

    private int outOfOrder() {
        return target.series().values().stream()
                .mapToInt(RecordedSeries::outOfOrder)
                .sum();
    }

    @ParameterizedTest
    @EnumSource(WriteProtocol.class)
    void sendsEverythingInTheOrderOfEachSeries(WriteProtocol protocol) {
        append(50);
        start(protocol);
        append(150);

        everythingArrives();
        assertThat(outOfOrder()).isZero();
        await().atMost(PATIENCE).until(() -> counts.sent.get() == 200 * series.size());
    }

    @ParameterizedTest
    @EnumSource(WriteProtocol.class)
    void keepsOrderWhileTheTargetFailsAndComesBack(WriteProtocol protocol) {
        target.misbehave(Behaviour.status(503));
        start(protocol);
        append(100);
        await().atMost(PATIENCE).until(() -> counts.retried.get() > 3);
        target.misbehave(Behaviour.status(429));
        int before = counts.retried.get();
        await().atMost(PATIENCE).until(() -> counts.retried.get() > before + 3);
        target.behave();

        everythingArrives();
        assertThat(outOfOrder()).isZero();
        assertThat(counts.refused).hasValue(0);
    }

    @Test
    void losesNothingWhileTheTargetIsGone() {
        target.leave();
        start(WriteProtocol.V1);
        append(100);
        await().atMost(PATIENCE).until(() -> counts.retried.get() > 3);
        target.comeBack();
        append(20);

        everythingArrives();
        assertThat(outOfOrder()).isZero();
    }

    @Test
    void goesOnAfterARestartWithWhatWasNotSent() {
        target.misbehave(Behaviour.status(503));
        Forwarder first = start(WriteProtocol.V1);
        append(100);
        await().atMost(PATIENCE).until(() -> counts.retried.get() > 3);
        first.close();
        target.behave();
        append(10);

        start(WriteProtocol.V1);

        everythingArrives();
    }

    @Test
    void countsWhatIsRefusedForGoodAndGoesOn() {
        target.misbehave(Behaviour.status(400));
        start(WriteProtocol.V1);
        append(2);
        await().atMost(PATIENCE).until(() -> counts.refused.get() == 2 * series.size());
        target.behave();
        append(1);

        await().atMost(PATIENCE).until(() -> counts.sent.get() == series.size());
        assertThat(target.series().values())
                .allSatisfy(one -> assertThat(one.sortedTimestamps()).containsExactly(2));
    }

    @Test
    void speaksTheOlderVersionToATargetThatRefusesTheNewerOne() {
        target.misbehave(Behaviour.status(415));
        start(WriteProtocol.V2);
        append(2);
        // Version 1.0 is refused for good by such a target; what counts is that it was tried.
        await().atMost(PATIENCE).until(() -> counts.refused.get() > 0);
        target.behave();
        append(1);

        await().atMost(PATIENCE).until(() -> counts.sent.get() > 0);
    }

    @Test
    void leavesOutAndChangesWhatTheRulesSay() {
        start(
                WriteProtocol.V1,
                Lanes.inOrder(),
                labels -> labels.get("__name__").equals("m0")
                        ? Optional.empty()
                        : Optional.of(labels.set("job", "changed")));
        append(3);

        await().atMost(PATIENCE).until(() -> target.samples() == 3L * (series.size() - 1));
        assertThat(target.series().keySet())
                .noneMatch(labels -> "m0".equals(labels.get("__name__")))
                .allMatch(labels -> "changed".equals(labels.get("job")));
    }

    @Test
    void sendsFreshSamplesBesideTheBacklogWhereTheTargetAllowsIt() {
        target.misbehave(Behaviour.slow(Duration.ofMillis(30)));
        append(300);
        clock.advance(Duration.ofMinutes(10));
        start(WriteProtocol.V1, new Lanes(true, Duration.ofMinutes(1)), Optional::of);
        await().atMost(PATIENCE).until(() -> target.samples() > 0);
        append(1);
        long fresh = written - 1;
        await().atMost(PATIENCE).until(() -> has(fresh));
        boolean beforeTheBacklog = !has(290);
        target.behave();

        everythingArrives();
        assertThat(beforeTheBacklog).isTrue();
        append(5);
        everythingArrives();
    }

    private boolean has(long timestamp) {
        return target.series().values().stream()
                .anyMatch(one -> LongStream.of(one.sortedTimestamps()).anyMatch(time -> time == timestamp));
    }

    @Test
    void aTargetThatIsGoneDoesNotHoldUpAnother() throws IOException {
        try (RecordingTarget gone = RecordingTarget.start(0)) {
            gone.leave();
            Plan plan = new Plan(
                    "gone", WriteProtocol.V1, new Contents(true, true, true), QUICK, Lanes.inOrder(), Optional::of);
            HttpEndpoint endpoint =
                    new HttpEndpoint(http, gone.url(), Duration.ofSeconds(1), (url, headers, body) -> Map.of(), clock);
            Forwarder other = new Forwarder(plan, buffer, endpoint, new Counts());
            started.add(other);
            other.start();
            start(WriteProtocol.V1);
            append(50);

            everythingArrives();
            gone.comeBack();
            await().atMost(PATIENCE).until(() -> gone.samples() == 50L * series.size());
        }
    }

    @Test
    void sharesSeriesOutToAsManyRequestsAsThereAreAllowed() {
        Round round = new Round(Optional::of, new Contents(true, true, true), WriteProtocol.V1, 1000);
        round.begin(4);
        round.segment(0);
        IntStream.range(0, series.size())
                .forEach(i -> round.series(i, series.get(i).labels()));
        IntStream.range(0, series.size()).forEach(i -> round.sample(i, 1, 1, 0));

        assertThat(round.complete()).hasSize(4).noneMatch(Shard::isEmpty);
    }
}
