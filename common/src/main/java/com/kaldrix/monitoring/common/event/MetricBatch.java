package com.kaldrix.monitoring.common.event;

import com.kaldrix.monitoring.common.label.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What many series did in one window of time. Goes to the metrics topic in messages of at most 256 KB with the attribute
 * {@code shard}. The same series, window and replica are the same fact, however often it comes; what several replicas saw of a
 * series in a window is put together by the reader. Written by {@link MetricBatchWriter}.
 *
 * @param replica which gateway saw it, such as {@code metrics-gateway-0}; with the envelope's region it is unique
 * @param shard which share of all series this is, from 0
 * @param windowStart when the window begins; a multiple of its length
 * @param windowSeconds how long the window is
 * @param symbols every text of the labels, once
 * @param labels for each series its labels as places in {@code symbols}, by turns name and value, in the order of names
 * @param columns for each series, in the same order, what it did
 */
public record MetricBatch(
        String replica,
        int shard,
        Instant windowStart,
        int windowSeconds,
        List<String> symbols,
        List<List<Integer>> labels,
        Columns columns)
        implements Contract {
    public static final String TYPE = "com.kaldrix.metric.batch.v1";

    /** The message attribute that holds the shard, for filter policies of queues. */
    public static final String SHARD = "shard";

    /**
     * One entry for each series in each.
     *
     * @param count how many values; at least 1
     * @param min the least
     * @param max the largest
     * @param sum of all
     * @param first the earliest
     * @param last the latest
     * @param increase for a counter by how much it grew, resets taken into account; null for what is no counter, and where
     *     the value before is not known
     */
    public record Columns(
            List<Integer> count,
            List<Double> min,
            List<Double> max,
            List<Double> sum,
            List<Double> first,
            List<Double> last,
            List<@Nullable Double> increase) {
        @SuppressWarnings("ConstantValue")
        public Columns {
            count = List.copyOf(Attributes.present("columns.count", count));
            min = List.copyOf(Attributes.present("columns.min", min));
            max = List.copyOf(Attributes.present("columns.max", max));
            sum = List.copyOf(Attributes.present("columns.sum", sum));
            first = List.copyOf(Attributes.present("columns.first", first));
            last = List.copyOf(Attributes.present("columns.last", last));
            increase = Collections.unmodifiableList(new ArrayList<>(Attributes.present("columns.increase", increase)));
        }

        private void checkLength(int series) {
            for (List<?> column : List.of(count, min, max, sum, first, last, increase)) {
                if (column.size() != series) {
                    throw new MalformedEvent("columns", "do not have an entry for each series");
                }
            }
        }
    }

    /**
     * One series in one window.
     *
     * @param labels with {@code __name__}
     * @param increase null as in {@link Columns}
     */
    public record Window(
            Labels labels,
            int count,
            double min,
            double max,
            double sum,
            double first,
            double last,
            @Nullable Double increase) {
        /** Per second over a window of that length; null for what is no counter. */
        public @Nullable Double rate(Duration window) {
            return increase == null ? null : increase / (window.toMillis() / 1000.0);
        }
    }

    @SuppressWarnings("ConstantValue")
    public MetricBatch {
        Attributes.text("replica", replica);
        if (shard < 0) {
            throw new MalformedEvent("shard", "is negative");
        }
        Attributes.present("windowStart", windowStart);
        if (windowSeconds < 1) {
            throw new MalformedEvent("windowSeconds", "is less than 1");
        }
        symbols = List.copyOf(Attributes.present("symbols", symbols));
        labels = Attributes.present("labels", labels).stream().map(List::copyOf).toList();
        Attributes.present("columns", columns).checkLength(labels.size());
        for (List<Integer> references : labels) {
            checkReferences(references, symbols.size());
        }
    }

    private static void checkReferences(List<Integer> references, int symbols) {
        if (references.isEmpty() || references.size() % 2 != 0) {
            throw new MalformedEvent("labels", "are no pairs of name and value");
        }
        for (int reference : references) {
            if (reference < 0 || reference >= symbols) {
                throw new MalformedEvent("labels", "point to symbol " + reference + " of " + symbols);
            }
        }
    }

    /** How many series it tells of. */
    public int size() {
        return labels.size();
    }

    /**
     * One series by its place, from 0.
     *
     * @throws MalformedEvent if a label has no name
     */
    public Window window(int place) {
        List<Integer> references = labels.get(place);
        Map<String, String> pairs = new TreeMap<>();
        for (int i = 0; i < references.size(); i += 2) {
            pairs.put(Attributes.text("labels", symbols.get(references.get(i))), symbols.get(references.get(i + 1)));
        }
        return new Window(
                Labels.of(pairs),
                columns.count().get(place),
                columns.min().get(place),
                columns.max().get(place),
                columns.sum().get(place),
                columns.first().get(place),
                columns.last().get(place),
                columns.increase().get(place));
    }

    @Override
    public String type() {
        return TYPE;
    }
}
