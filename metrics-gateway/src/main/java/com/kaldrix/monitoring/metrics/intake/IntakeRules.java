package com.kaldrix.monitoring.metrics.intake;

import com.kaldrix.monitoring.metrics.series.LabelSet;
import com.kaldrix.monitoring.metrics.series.Source;
import java.time.Duration;
import java.util.Map;

/**
 * What is taken in, and what is added to it.
 *
 * @param enrichment what is added to each series
 * @param limits how many series there may be
 * @param labels how many labels a series may have, and how long they may be
 * @param maxFuture how far ahead of the clock a time may lie
 */
public record IntakeRules(Enrichment enrichment, SeriesLimits limits, LabelLimits labels, Duration maxFuture) {
    /** Adds labels to a series. */
    @FunctionalInterface
    public interface Enrichment {
        /** Adds what is missing; what a source says of itself stays. */
        void apply(LabelSet labels);

        /** Adds nothing. */
        static Enrichment none() {
            return labels -> {};
        }
    }

    /**
     * How many series there may be at once. A series counts from its first sample until none has come for half an hour.
     *
     * @param total in all
     * @param perSource of one source that is not named
     * @param sources of a source by its name, such as {@code scrape/kaldrix-app}
     */
    public record SeriesLimits(int total, int perSource, Map<String, Integer> sources) {
        /** What a series costs by all that is known of it, with room for the collector, in bytes. */
        private static final long PER_SERIES = 2_500;
        /** What the service itself wants of the heap. */
        private static final long OTHERWISE = 80L << 20;

        private static final long LEAST_TOTAL = 10_000;
        private static final long MOST_TOTAL = 1_000_000;

        public SeriesLimits {
            sources = Map.copyOf(sources);
            if (total < 1 || perSource < 1) {
                throw new IllegalArgumentException("limits of series are at least 1");
            }
        }

        /** What a heap of so many bytes holds: 1,000,000 series at the most, 10,000 at least; four fifths of them of one source. */
        public static SeriesLimits within(long heapBytes) {
            int total = (int) Math.clamp((heapBytes - OTHERWISE) / PER_SERIES, LEAST_TOTAL, MOST_TOTAL);
            return new SeriesLimits(total, total / 5 * 4, Map.of());
        }

        int of(Source source) {
            return sources.getOrDefault(source.toString(), perSource);
        }
    }

    /**
     * How large the labels of a series may be.
     *
     * @param count how many labels
     * @param nameBytes of a name in UTF-8
     * @param valueBytes of a value in UTF-8
     */
    public record LabelLimits(int count, int nameBytes, int valueBytes) {}

    /** As many series as the memory of this process holds, most of them of one source if need be; 64 labels of 512 and 4096 bytes, 10 min ahead; nothing is added. */
    public static IntakeRules usual() {
        return new IntakeRules(
                Enrichment.none(),
                SeriesLimits.within(Runtime.getRuntime().maxMemory()),
                new LabelLimits(64, 512, 4096),
                Duration.ofMinutes(10));
    }
}
