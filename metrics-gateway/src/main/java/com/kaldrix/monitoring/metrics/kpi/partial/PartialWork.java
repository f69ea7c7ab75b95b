package com.kaldrix.monitoring.metrics.kpi.partial;

import com.kaldrix.monitoring.common.event.KpiPartial;
import com.kaldrix.monitoring.metrics.identity.Identity;
import com.kaldrix.monitoring.metrics.kpi.definition.KpiCatalogue;
import com.kaldrix.monitoring.metrics.kpi.definition.KpiInput.Fold;
import com.kaldrix.monitoring.metrics.series.EncodedLabels;
import com.kaldrix.monitoring.metrics.series.LabelSet;
import com.kaldrix.monitoring.metrics.window.Increase;
import com.kaldrix.monitoring.metrics.window.WindowWork;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes a {@link KpiPartial} of each window, also of one in which nothing came. A sample of a series that is for no KPI costs a
 * look into an array. For one thread.
 */
public final class PartialWork implements WindowWork {
    private static final String LE = "le";

    private final InputIndex index;
    private final Identity identity;
    private final int mostSeries;
    private final PartialSink sink;
    private final PartialMetrics metrics;
    private final Notes notes;
    private final Map<EncodedLabels, InputSeries> known = new HashMap<>();
    private final Map<EncodedLabels, TreeMap<Double, InputSeries>> histograms = new HashMap<>();
    private final List<Pending> pending = new ArrayList<>();
    private @Nullable InputSeries[] byId = new InputSeries[1024];
    private int ids;
    private long open = Long.MIN_VALUE;
    private long farthest = Long.MIN_VALUE;
    private long closed = Long.MIN_VALUE;

    private record Pending(KpiPartial partial, boolean fresh) {}

    /** Takes the notes that the buffer holds. */
    @FunctionalInterface
    public interface Notes {
        /** A note was read, perhaps not for the first time. */
        void read(String kind, String text);
    }

    /** @param mostSeries how many series are kept at most; what comes beyond is refused and counted */
    public PartialWork(
            KpiCatalogue catalogue,
            Identity identity,
            int mostSeries,
            PartialSink sink,
            PartialMetrics metrics,
            Notes notes) {
        this.index = new InputIndex(catalogue);
        this.identity = identity;
        this.mostSeries = mostSeries;
        this.sink = sink;
        this.metrics = metrics;
        this.notes = notes;
    }

    @Override
    public void segment(long number) {
        Arrays.fill(byId, 0, ids, null);
        ids = 0;
    }

    @Override
    public void series(int id, EncodedLabels labels) {
        if (id >= byId.length) {
            byId = Arrays.copyOf(byId, Math.max(id + 1, byId.length * 2));
        }
        byId[id] = find(labels);
        ids = id + 1;
    }

    private @Nullable InputSeries find(EncodedLabels encoded) {
        InputSeries series = known.get(encoded);
        if (series != null) {
            return series;
        }
        LabelSet labels = encoded.decode();
        List<InputIndex.Target> targets = index.targets(labels);
        if (targets.isEmpty()) {
            return null;
        }
        if (known.size() >= mostSeries) {
            metrics.refused();
            return null;
        }
        boolean bucket = targets.stream().anyMatch(target -> target.from().fold() == Fold.BUCKETS);
        double bound = bucket ? bound(labels.get(LE)) : Double.NaN;
        series = new InputSeries(targets, bound);
        known.put(encoded, series);
        if (!Double.isNaN(bound)) {
            histograms
                    .computeIfAbsent(labels.remove(LE).encode(), group -> new TreeMap<>())
                    .put(bound, series);
        }
        return series;
    }

    private static double bound(String le) {
        try {
            return le.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(le);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    @Override
    public void openFrom(long start, long until) {
        open = start;
        farthest = until;
    }

    @Override
    public void sample(int id, long timestamp, double value, long start) {
        InputSeries series = id < byId.length ? byId[id] : null;
        if (series == null) {
            return;
        }
        if (timestamp > farthest || timestamp < open - Increase.LONGEST_GAP) {
            metrics.leftOut();
            return;
        }
        if (timestamp < open) {
            metrics.late();
        }
        if (!series.add(timestamp, value, start)) {
            metrics.leftOut();
        }
    }

    @Override
    public void note(String kind, String text) {
        notes.read(kind, text);
    }

    @Override
    public void close(long start, long end, boolean deliver) {
        Accumulator[] sums = new Accumulator[index.all().size()];
        for (InputSeries series : known.values()) {
            series.close(end);
            for (InputIndex.Target target : series.targets) {
                if (target.from().fold() != Fold.BUCKETS) {
                    sum(sums, target, end).add(series);
                }
            }
        }
        for (TreeMap<Double, InputSeries> buckets : histograms.values()) {
            for (InputIndex.Target target : buckets.firstEntry().getValue().targets) {
                if (target.from().fold() == Fold.BUCKETS) {
                    sum(sums, target, end).addBuckets(buckets);
                }
            }
        }
        List<KpiPartial.Input> inputs = new ArrayList<>();
        for (Accumulator sum : sums) {
            if (sum != null) {
                sum.finish().ifPresent(inputs::add);
            }
        }
        closed = end;
        pending.add(new Pending(
                new KpiPartial(
                        identity.region(),
                        identity.replica(),
                        Instant.ofEpochMilli(start),
                        (int) ((end - start) / 1000),
                        inputs),
                deliver));
        metrics.series(known.size());
        if (Math.floorMod(end, 2 * Increase.LONGEST_GAP) == 0) {
            forget(end);
        }
    }

    private static Accumulator sum(@Nullable Accumulator[] sums, InputIndex.Target target, long end) {
        Accumulator sum = sums[target.number()];
        if (sum == null) {
            sum = new Accumulator(target, end);
            sums[target.number()] = sum;
        }
        return sum;
    }

    /** What has a number in the segment stays, for it may come back under that number. */
    private void forget(long now) {
        Set<InputSeries> numbered = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int id = 0; id < ids; id++) {
            InputSeries series = byId[id];
            if (series != null) {
                numbered.add(series);
            }
        }
        known.values().removeIf(series -> series.isForgotten(now) && !numbered.contains(series));
        histograms.values().removeIf(buckets -> {
            buckets.values().removeIf(series -> series.isForgotten(now) && !numbered.contains(series));
            return buckets.isEmpty();
        });
    }

    @Override
    public void clockWasSet() {
        for (InputSeries series : known.values()) {
            for (int i = series.ahead(closed); i > 0; i--) {
                metrics.leftOut();
            }
            series.forget();
        }
    }

    @Override
    public boolean deliver() {
        for (Pending one : pending) {
            sink.accept(one.partial(), one.fresh());
        }
        pending.clear();
        return true;
    }
}
