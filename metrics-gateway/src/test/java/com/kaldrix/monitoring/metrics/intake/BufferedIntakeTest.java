package com.kaldrix.monitoring.metrics.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.kaldrix.monitoring.common.time.SettableClock;
import com.kaldrix.monitoring.metrics.buffer.BlockVisitor;
import com.kaldrix.monitoring.metrics.buffer.BufferReader;
import com.kaldrix.monitoring.metrics.buffer.BufferSettings;
import com.kaldrix.monitoring.metrics.buffer.DiskBuffer;
import com.kaldrix.monitoring.metrics.intake.IntakeRules.LabelLimits;
import com.kaldrix.monitoring.metrics.intake.IntakeRules.SeriesLimits;
import com.kaldrix.monitoring.metrics.pair.Election;
import com.kaldrix.monitoring.metrics.pair.Pairs;
import com.kaldrix.monitoring.metrics.series.EncodedLabels;
import com.kaldrix.monitoring.metrics.series.LabelSet;
import com.kaldrix.monitoring.metrics.series.Series;
import com.kaldrix.monitoring.metrics.series.Source;
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

/** The door on a real buffer: limits, times, pairs, and what is told of it. */
class BufferedIntakeTest {
    private static final Instant NOW = Instant.parse("2026-11-25T14:00:00Z");
    private static final Source ONE = new Source("remote-write", "one");
    private static final Source OTHER = new Source("remote-write", "other");

    @TempDir
    private Path directory;

    private final SettableClock clock = new SettableClock(NOW);
    private final SeriesRegistry registry = new SeriesRegistry();
    private final Pairs pairs = new Pairs(clock);
    private DiskBuffer buffer;
    private BufferedIntake intake;

    private static final class Nothing implements IntakeMetrics {
        @Override
        public void accepted(Source source, int samples, int histograms, int exemplars) {}

        @Override
        public void rejected(Source source, Rejection reason, int samples) {}

        @Override
        public void deduplicated(Source source, int samples) {}

        @Override
        public void turnedAway(Source source) {}
    }

    @BeforeEach
    void open() {
        buffer = DiskBuffer.open(new BufferSettings(directory, 4096, 8192, Duration.ofHours(1), true), clock);
        intake = new BufferedIntake(buffer, registry, pairs, new Nothing(), clock);
    }

    @AfterEach
    void close() {
        buffer.close();
    }

    private void limits(int total, int perSource, int labels) {
        intake.rules(new IntakeRules(
                labelSet -> {
                    if (!labelSet.has("region")) {
                        labelSet.set("region", "eu-west-1");
                    }
                },
                new SeriesLimits(total, perSource, Map.of("remote-write/other", 1)),
                new LabelLimits(labels, 20, 30),
                Duration.ofMinutes(10)));
    }

    private Receipt send(Source source, String... names) {
        try (Batch batch = intake.begin(source)) {
            for (String name : names) {
                Optional<Series> series = batch.series(LabelSet.of("__name__", name));
                if (series.isPresent()) {
                    batch.sample(series.get(), NOW.toEpochMilli(), 1);
                } else {
                    batch.refused(1);
                }
            }
            return batch.commit();
        }
    }

    private List<String> kept() {
        List<String> samples = new ArrayList<>();
        List<EncodedLabels> series = new ArrayList<>();
        try (BufferReader reader = buffer.reader("test")) {
            BlockVisitor visitor = new BlockVisitor() {
                @Override
                public void segment(long number) {
                    series.clear();
                }

                @Override
                public void series(int id, EncodedLabels labels) {
                    series.add(labels);
                }

                @Override
                public void sample(int id, long timestamp, double value, long start) {
                    samples.add(series.get(id) + " " + value);
                }

                @Override
                public void note(String kind, String text) {
                    samples.add(kind + " " + Election.ofNote(text).orElseThrow().replica());
                }
            };
            while (reader.next(visitor)) {
                continue;
            }
        }
        return samples;
    }

    @Test
    void keepsWhatWasCommittedWithWhatIsAdded() {
        limits(10, 10, 10);
        Receipt receipt = send(ONE, "a");

        assertThat(receipt.samples()).isEqualTo(1);
        assertThat(receipt.rejected()).isEmpty();
        assertThat(kept()).containsExactly("a{region=\"eu-west-1\"} 1.0");
    }

    @Test
    void forgetsWhatWasNotCommitted() {
        try (Batch batch = intake.begin(ONE)) {
            batch.sample(batch.series(LabelSet.of("__name__", "a")).orElseThrow(), NOW.toEpochMilli(), 1);
        }
        send(ONE, "b");

        assertThat(kept()).containsExactly("b{} 1.0");
    }

    @Test
    void holdsSourcesAndAllOfThemToTheirLimits() {
        limits(5, 3, 10);

        assertThat(send(ONE, "a", "b", "c", "d").sentence()).contains("1 refused (source-limit)", "d{}");
        assertThat(send(OTHER, "e", "f").sentence()).contains("1 refused (source-limit)", "f{}");
        assertThat(send(new Source("push", "third"), "g", "h").sentence()).contains("1 refused (total-limit)");
        assertThat(send(ONE, "a", "b", "c").rejected()).isEmpty();
        assertThat(intake.recent().newest().getFirst().reason()).isEqualTo(Rejection.TOTAL_LIMIT);
    }

    @Test
    void makesRoomForOthersWhenASeriesDoesNotComeAnyMore() {
        limits(1, 1, 10);
        send(ONE, "a");
        assertThat(send(ONE, "b").rejectedSamples()).isEqualTo(1);
        for (int i = 0; i <= SeriesRegistry.TICKS_KEPT; i++) {
            registry.tickOver();
        }

        assertThat(send(ONE, "b").rejected()).isEmpty();
        assertThat(registry.size()).isEqualTo(1);
    }

    @Test
    void refusesLabelsThatAreNoneOrTooLarge() {
        limits(10, 10, 2);
        try (Batch batch = intake.begin(ONE)) {
            assertThat(batch.series(LabelSet.of("job", "x"))).isEmpty();
            assertThat(batch.refusal()).isEqualTo(Rejection.INVALID_LABELS);
            assertThat(batch.series(LabelSet.of("__name__", "\ud800"))).isEmpty();
            assertThat(batch.refusal()).isEqualTo(Rejection.INVALID_LABELS);
            assertThat(batch.series(LabelSet.of("__name__", "a", "b", "c", "region", "d")))
                    .isEmpty();
            assertThat(batch.refusal()).isEqualTo(Rejection.LABELS_TOO_LARGE);
            assertThat(batch.series(LabelSet.of("__name__", "x".repeat(31)))).isEmpty();
            assertThat(batch.refusal()).isEqualTo(Rejection.LABELS_TOO_LARGE);
            assertThat(batch.series(LabelSet.of("__name__", "a", "n".repeat(21), "c")))
                    .isEmpty();
            assertThat(batch.refusal()).isEqualTo(Rejection.LABELS_TOO_LARGE);
        }
    }

    @Test
    void refusesTimesThatLieTooFarAhead() {
        try (Batch batch = intake.begin(ONE)) {
            Series series = batch.series(LabelSet.of("__name__", "a")).orElseThrow();
            batch.sample(series, NOW.plusSeconds(601).toEpochMilli(), 1);
            batch.sample(series, NOW.plusSeconds(599).toEpochMilli(), 2);
            batch.sample(series, 0, 3);
            Receipt receipt = batch.commit();

            assertThat(receipt.samples()).isEqualTo(2);
            assertThat(receipt.sentence()).contains("too-far-ahead");
        }
    }

    @Test
    void refusesExemplarsWhoseLabelsAreTooLong() {
        try (Batch batch = intake.begin(ONE)) {
            Series series = batch.series(LabelSet.of("__name__", "a")).orElseThrow();
            batch.exemplar(series, LabelSet.of("trace_id", "x".repeat(120)), 1, 1);
            batch.exemplar(series, LabelSet.of("trace_id", "x".repeat(121)), 1, 1);
            Receipt receipt = batch.commit();

            assertThat(receipt.exemplars()).isEqualTo(1);
            assertThat(receipt.sentence()).contains("invalid-exemplar");
        }
    }

    @Test
    void leavesTheTwinOutAndCountsItAsWritten() {
        for (String replica : List.of("a", "b", "a")) {
            try (Batch batch = intake.begin(ONE)) {
                LabelSet labels = LabelSet.of("__name__", "up", "cluster", "main", "__replica__", replica);
                batch.sample(batch.series(labels).orElseThrow(), NOW.toEpochMilli(), 1);
                assertThat(batch.commit().samples()).isEqualTo(1);
            }
        }

        assertThat(kept()).containsExactly("up{cluster=\"main\"} 1.0", "election a", "up{cluster=\"main\"} 1.0");
    }

    @Test
    void saysThatTheBufferIsFullAndKeepsNothingOfTheBatch() {
        buffer.reader("slow");
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 10_000; i++) {
                        send(ONE, "a" + i);
                    }
                })
                .isInstanceOf(BufferFullException.class)
                .hasMessageContaining("may hold");
    }
}
