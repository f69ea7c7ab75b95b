package com.kaldrix.monitoring.metrics.window;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.common.event.CloudEvents;
import com.kaldrix.monitoring.common.event.MetricBatch;
import com.kaldrix.monitoring.common.region.Region;
import com.kaldrix.monitoring.common.time.SettableClock;
import com.kaldrix.monitoring.metrics.buffer.FakeBuffer;
import com.kaldrix.monitoring.metrics.buffer.FakeBuffer.Sample;
import com.kaldrix.monitoring.metrics.buffer.Position;
import com.kaldrix.monitoring.metrics.identity.Identity;
import com.kaldrix.monitoring.metrics.intake.Batch;
import com.kaldrix.monitoring.metrics.series.LabelSet;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterTry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.FileSystemUtils;

class WindowPassTest {
    private static final long T0 = Instant.parse("2026-03-02T09:00:00Z").toEpochMilli();
    private static final long SECOND = 1000;
    private static final Identity IDENTITY = new Identity(new Region("eu-west-1"), "test", 1, 2, false);

    @TempDir
    Path folder;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final SettableClock clock = new SettableClock(Instant.ofEpochMilli(T0));
    private final List<WindowMessage> sent = new ArrayList<>();
    private final List<Path> ownFolders = new ArrayList<>();
    private FakeBuffer buffer = new FakeBuffer(7);
    private boolean away;
    private Runnable duringDelivery = () -> {};
    private WatchList watchList = new WatchList(List.of(Selector.parse("{__name__=~\"watched.*\"}")));

    /** A folder for one try of a property, which no {@code @TempDir} reaches. */
    private Path ownFolder() throws IOException {
        Path own = Files.createTempDirectory("windows");
        ownFolders.add(own);
        return own;
    }

    @AfterTry
    void deleteOwnFolders() throws IOException {
        for (Path own : ownFolders) {
            FileSystemUtils.deleteRecursively(own);
        }
        ownFolders.clear();
    }

    @BeforeEach
    void nothingYet() {
        sent.clear();
    }

    private List<WindowMessage> bus(List<WindowMessage> messages) {
        duringDelivery.run();
        if (away) {
            return messages;
        }
        sent.addAll(messages);
        return List.of();
    }

    private WindowPass pass(Path mark) {
        return pass(mark, Duration.ofSeconds(30));
    }

    private WindowPass pass(Path mark, Duration lateness) {
        SeriesWindows work = new SeriesWindows(
                watchList,
                new WindowProperties.Limits(1000, 4),
                new WindowWriter(IDENTITY),
                this::bus,
                new WindowMetrics(registry));
        return new WindowPass(
                buffer.reader("windows"), work, new EventTime(Duration.ofSeconds(10), lateness), new Mark(mark), clock);
    }

    private void readAll(WindowPass pass) {
        try {
            for (int i = 0; i < 50; i++) {
                pass.step(Duration.ZERO);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Series and start of the window to what it did; of two messages the later counts. */
    private Map<String, MetricBatch.Window> windows() {
        Map<String, MetricBatch.Window> windows = new LinkedHashMap<>();
        for (WindowMessage message : sent) {
            MetricBatch batch =
                    CloudEvents.read(message.body(), MetricBatch.class).data();
            assertThat(batch.shard()).isEqualTo(message.shard());
            assertThat(batch.replica()).isEqualTo("metrics-gateway-1");
            for (int i = 0; i < batch.size(); i++) {
                MetricBatch.Window window = batch.window(i);
                windows.put(
                        window.labels().get("__name__") + "@"
                                + (batch.windowStart().toEpochMilli() - T0) / SECOND,
                        window);
            }
        }
        return windows;
    }

    private MetricBatch.Window window(String key) {
        return Objects.requireNonNull(windows().get(key), key);
    }

    @Test
    void aWindowHoldsWhatItsSeriesDid() {
        buffer.accept(
                T0 + SECOND,
                List.of(
                        Sample.of(T0 + 1 * SECOND, 10, "__name__", "watched_total"),
                        Sample.of(T0 + 1 * SECOND, 5, "__name__", "watched_level"),
                        Sample.of(T0 + 2 * SECOND, 1, "__name__", "unwatched")));
        buffer.accept(
                T0 + 9 * SECOND,
                List.of(
                        Sample.of(T0 + 6 * SECOND, 14, "__name__", "watched_total"),
                        Sample.of(T0 + 6 * SECOND, -2, "__name__", "watched_level"),
                        Sample.of(T0 + 9 * SECOND, 3, "__name__", "watched_total")));
        buffer.accept(T0 + 41 * SECOND, List.of());

        readAll(pass(folder.resolve("mark")));

        MetricBatch.Window counter = window("watched_total@0");
        assertThat(counter.count()).isEqualTo(3);
        assertThat(counter.min()).isEqualTo(3);
        assertThat(counter.max()).isEqualTo(14);
        assertThat(counter.first()).isEqualTo(10);
        assertThat(counter.last()).isEqualTo(3);
        assertThat(counter.sum()).isEqualTo(27);
        assertThat(counter.increase()).as("4, and 3 after a reset").isEqualTo(7);
        MetricBatch.Window gauge = window("watched_level@0");
        assertThat(gauge.sum()).isEqualTo(3);
        assertThat(gauge.increase()).isNull();
        assertThat(windows()).doesNotContainKey("unwatched@0");
    }

    @Test
    void startTimesTellResetsThatValuesDoNot() {
        buffer.accept(
                T0 + SECOND,
                List.of(
                        new Sample(LabelSet.of("__name__", "watched_total"), T0 + 1 * SECOND, 10, T0 - 60 * SECOND),
                        new Sample(LabelSet.of("__name__", "watched_total"), T0 + 6 * SECOND, 25, T0 + 3 * SECOND)));
        buffer.accept(T0 + 41 * SECOND, List.of());

        readAll(pass(folder.resolve("mark")));

        assertThat(window("watched_total@0").increase()).isEqualTo(25);
    }

    @Test
    void markersAndNumbersThatAreNoneAreNoValues() {
        buffer.accept(
                T0 + SECOND,
                List.of(
                        Sample.of(T0 + 1 * SECOND, 1, "__name__", "watched_level"),
                        Sample.of(T0 + 2 * SECOND, Double.NaN, "__name__", "watched_level"),
                        Sample.of(T0 + 3 * SECOND, Double.POSITIVE_INFINITY, "__name__", "watched_level"),
                        Sample.of(T0 + 4 * SECOND, Batch.STALE, "__name__", "watched_level")));
        buffer.accept(T0 + 41 * SECOND, List.of());

        readAll(pass(folder.resolve("mark")));

        assertThat(window("watched_level@0").count()).isEqualTo(1);
        assertThat(registry.counter("kaldrix.gateway.window.left.out", "reason", "not-finite")
                        .count())
                .isEqualTo(2);
    }

    @Test
    void whatIsLateIsCountedAndLeftOut() {
        buffer.accept(T0 + SECOND, List.of(Sample.of(T0, 1, "__name__", "watched_level")));
        buffer.accept(T0 + 39 * SECOND, List.of(Sample.of(T0 + 5 * SECOND, 2, "__name__", "watched_level")));
        buffer.accept(T0 + 40 * SECOND, List.of(Sample.of(T0 + 6 * SECOND, 4, "__name__", "watched_level")));

        readAll(pass(folder.resolve("mark")));

        assertThat(window("watched_level@0").sum()).isEqualTo(3);
        assertThat(registry.counter("kaldrix.gateway.window.left.out", "reason", "late")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void windowsCloseWhenNothingComesAnyMore() {
        buffer.accept(T0 + SECOND, List.of(Sample.of(T0, 1, "__name__", "watched_level")));
        clock.set(Instant.ofEpochMilli(T0 + 41 * SECOND));
        WindowPass pass = pass(folder.resolve("mark"));
        readAll(pass);
        assertThat(windows()).isEmpty();

        clock.set(Instant.ofEpochMilli(T0 + 43 * SECOND));
        readAll(pass);

        assertThat(windows()).containsOnlyKeys("watched_level@0");
    }

    @Test
    void aClockThatIsSetBackBeginsAnewAndLosesNoTimeToCome() {
        buffer.accept(T0 + 3600 * SECOND, List.of(Sample.of(T0 + 3600 * SECOND, 1, "__name__", "watched_level")));
        buffer.accept(T0 + 3641 * SECOND, List.of());
        buffer.accept(T0 + SECOND, List.of(Sample.of(T0, 2, "__name__", "watched_level")));
        buffer.accept(T0 + 41 * SECOND, List.of());

        readAll(pass(folder.resolve("mark")));

        assertThat(windows()).containsOnlyKeys("watched_level@3600", "watched_level@0");
        assertThat(registry.counter("kaldrix.gateway.window.clock.resets").count())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 30, 300})
    void howeverLongSamplesAreWaitedForWhatIsSaidNowIsTakenAndWhatLiesMinutesAheadIsNot(long lateness) {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            long time = T0 + i * 10 * SECOND + 9 * SECOND;
            buffer.accept(
                    time,
                    List.of(
                            Sample.of(time, i, "__name__", "watched_level"),
                            Sample.of(time + 320 * SECOND, i, "__name__", "watched_ahead")));
            expected.add("watched_level@" + 10 * i);
        }
        buffer.accept(T0 + (400 + lateness) * SECOND, List.of());

        readAll(pass(folder.resolve("mark"), Duration.ofSeconds(lateness)));

        assertThat(windows()).containsOnlyKeys(expected);
        assertThat(registry.counter("kaldrix.gateway.window.left.out", "reason", "ahead")
                        .count())
                .isEqualTo(40);
    }

    @Test
    void windowsThatAreOpenWhenTheClockIsSetBackAnHourAreToldAndWhatIsAheadIsCounted() {
        long before = T0 + 3600 * SECOND;
        buffer.accept(before, List.of(Sample.of(before, 1, "__name__", "watched_total")));
        buffer.accept(
                before + 12 * SECOND,
                List.of(
                        Sample.of(before + 11 * SECOND, 3, "__name__", "watched_total"),
                        Sample.of(before + 45 * SECOND, 4, "__name__", "watched_total")));
        buffer.accept(T0 + 12 * SECOND, List.of(Sample.of(T0 + 11 * SECOND, 5, "__name__", "watched_total")));
        WindowPass pass = pass(folder.resolve("mark"));
        readAll(pass);

        assertThat(windows()).containsOnlyKeys("watched_total@3600", "watched_total@3610");
        assertThat(window("watched_total@3610").increase()).isEqualTo(2);
        assertThat(registry.counter("kaldrix.gateway.window.left.out", "reason", "ahead")
                        .count())
                .isEqualTo(1);

        for (int i = 2; i < 700; i++) {
            long time = T0 + i * 10 * SECOND;
            clock.set(Instant.ofEpochMilli(time));
            buffer.accept(time, List.of(Sample.of(time, 5 + i, "__name__", "watched_total")));
            readAll(pass);
        }
        assertThat(window("watched_total@10").increase())
                .as("what came before the clock was set says nothing of what comes now")
                .isNull();
        assertThat(window("watched_total@3610").last())
                .as("the hour that comes again is told again")
                .isEqualTo(5 + 361);
        assertThat(windows()).hasSize(695);
        assertThat(buffer.committed("windows")).isPositive();
    }

    @Test
    void aRestartAfterTheClockWasSetBackGoesOn() {
        long before = T0 + 3600 * SECOND;
        away = true;
        buffer.accept(before, List.of(Sample.of(before, 1, "__name__", "watched_level")));
        buffer.accept(T0 + SECOND, List.of(Sample.of(T0, 2, "__name__", "watched_level")));
        readAll(pass(folder.resolve("mark")));
        assertThat(sent).isEmpty();

        away = false;
        WindowPass again = pass(folder.resolve("mark"));
        readAll(again);
        buffer.accept(T0 + 41 * SECOND, List.of());
        readAll(again);
        buffer.accept(T0 + 52 * SECOND, List.of(Sample.of(T0 + 51 * SECOND, 3, "__name__", "watched_level")));
        buffer.accept(T0 + 95 * SECOND, List.of());
        readAll(pass(folder.resolve("mark")));

        assertThat(windows()).containsKeys("watched_level@3600", "watched_level@0", "watched_level@50");
    }

    @Test
    void aDeliveryThatTakesMinutesIsNoClockThatIsSetBack() {
        clock.set(Instant.ofEpochMilli(T0 + 41 * SECOND));
        buffer.accept(T0 + SECOND, List.of(Sample.of(T0, 1, "__name__", "watched_level")));
        buffer.accept(T0 + 41 * SECOND, List.of(Sample.of(T0 + 40 * SECOND, 2, "__name__", "watched_level")));
        duringDelivery = () -> {
            duringDelivery = () -> {};
            clock.set(Instant.ofEpochMilli(T0 + 400 * SECOND));
            buffer.accept(T0 + 400 * SECOND, List.of(Sample.of(T0 + 400 * SECOND, 3, "__name__", "watched_level")));
        };

        readAll(pass(folder.resolve("mark")));

        assertThat(registry.counter("kaldrix.gateway.window.clock.resets").count())
                .isZero();
        assertThat(windows()).containsOnlyKeys("watched_level@0", "watched_level@40");
    }

    @Test
    void theWatchListMayBeExchanged() {
        buffer.accept(
                T0 + SECOND,
                List.of(Sample.of(T0, 1, "__name__", "other"), Sample.of(T0, 1, "__name__", "watched_level")));
        WindowPass pass = pass(folder.resolve("mark"));
        readAll(pass);

        watchList.watch(List.of(Selector.parse("other")));
        buffer.accept(
                T0 + 2 * SECOND,
                List.of(
                        Sample.of(T0 + SECOND, 2, "__name__", "other"),
                        Sample.of(T0 + SECOND, 1, "__name__", "watched_level")));
        buffer.accept(T0 + 41 * SECOND, List.of());
        readAll(pass);

        assertThat(windows()).containsOnlyKeys("other@0");
    }

    @Test
    void whileTheBusIsAwayTheCursorWaitsAndNothingIsLost() {
        away = true;
        for (int i = 0; i < 120; i++) {
            buffer.accept(
                    T0 + i * 10 * SECOND, List.of(Sample.of(T0 + i * 10 * SECOND, i, "__name__", "watched_total")));
        }
        clock.set(Instant.ofEpochMilli(T0 + 1190 * SECOND));
        WindowPass pass = pass(folder.resolve("mark"));
        readAll(pass);
        assertThat(sent).isEmpty();
        assertThat(buffer.committed("windows")).isZero();

        away = false;
        readAll(pass);

        assertThat(windows()).hasSize(116);
        assertThat(buffer.committed("windows")).isPositive();
    }

    @Property(tries = 60)
    void anyOrderWithinTheBoundGivesTheSameWindows(@ForAll long seed, @ForAll @IntRange(min = 1, max = 9) int perBlock)
            throws IOException {
        Path place = ownFolder();
        List<Sample> samples = samples(new Random(seed));
        Map<String, MetricBatch.Window> inOrder = run(samples, 5, place.resolve("one"));

        List<Sample> shuffled = new ArrayList<>(samples);
        Collections.shuffle(shuffled, new Random(seed + 1));
        Map<String, MetricBatch.Window> inAnyOrder = run(shuffled, perBlock, place.resolve("other"));

        assertThat(inAnyOrder).isEqualTo(inOrder).isNotEmpty();
    }

    /** Over twenty seconds, all of which are accepted within the lateness; some times twice, some with a reset. */
    private static List<Sample> samples(Random random) {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String name = random.nextBoolean() ? "watched_total" : "watched_level";
            samples.add(Sample.of(T0 + random.nextInt(40) * 500L, random.nextInt(100) / 7.0, "__name__", name));
        }
        return samples;
    }

    private Map<String, MetricBatch.Window> run(List<Sample> samples, int perBlock, Path mark) {
        sent.clear();
        buffer = new FakeBuffer(3);
        for (int i = 0; i < samples.size(); i += perBlock) {
            buffer.accept(T0 + 20 * SECOND + i, samples.subList(i, Math.min(samples.size(), i + perBlock)));
        }
        buffer.accept(T0 + 70 * SECOND, List.of());
        readAll(pass(mark));
        return windows();
    }

    @Property(tries = 40)
    void aKillAtAnyMomentLosesNoWindowAndRepeatsTheSame(@ForAll @IntRange(min = 1, max = 400) int killedAfter)
            throws IOException, InterruptedException {
        Path mark = ownFolder().resolve("mark");
        sent.clear();
        buffer = new FakeBuffer(50);
        Random random = new Random(7);
        for (int i = 0; i < 600; i++) {
            long time = T0 + i * 5 * SECOND;
            buffer.accept(
                    time,
                    List.of(
                            Sample.of(time - random.nextInt(20) * SECOND, i * 3, "__name__", "watched_total"),
                            Sample.of(time, i, "__name__", "watched_level")));
        }
        WindowPass reference = pass(mark.resolveSibling("reference"));
        readAll(reference);
        Map<String, MetricBatch.Window> expected = windows();
        buffer.reader("windows").commit(new Position(0, 0));
        sent.clear();

        int[] left = {killedAfter};
        WindowPass killed = new WindowPass(
                new InterruptedReader(buffer.reader("windows"), left),
                new SeriesWindows(
                        watchList,
                        new WindowProperties.Limits(1000, 4),
                        new WindowWriter(IDENTITY),
                        this::bus,
                        new WindowMetrics(registry)),
                new EventTime(Duration.ofSeconds(10), Duration.ofSeconds(30)),
                new Mark(mark),
                clock);
        try {
            while (left[0] > 0) {
                killed.step(Duration.ZERO);
            }
        } catch (IllegalStateException end) {
            assertThat(end).hasMessage("killed");
        }
        readAll(pass(mark));

        assertThat(windows()).isEqualTo(expected);
        assertThat(sent.stream().map(WindowMessage::id)).doesNotHaveDuplicates();
    }
}
