package com.kaldrix.monitoring.metrics.window;

import com.kaldrix.monitoring.metrics.series.EncodedLabels;
import com.kaldrix.monitoring.metrics.window.WindowProperties.Limits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Windows of the watched series. A sample of a series that is not watched costs a look into an array. For one thread.
 */
final class SeriesWindows implements WindowWork {
    private static final long FORGET_EVERY = 600_000;

    private final WatchList watchList;
    private final Limits limits;
    private final WindowWriter writer;
    private final WindowBus bus;
    private final WindowMetrics metrics;
    private final CounterNames names = new CounterNames();
    private final Map<EncodedLabels, WatchedSeries> known = new HashMap<>();
    private final List<WatchedSeries> sorted = new ArrayList<>();

    private @Nullable EncodedLabels[] labelsById = new EncodedLabels[1024];
    private @Nullable WatchedSeries[] byId = new WatchedSeries[1024];
    private int ids;
    private long version;
    private boolean unsorted;
    private long open = Long.MIN_VALUE;
    private long farthest = Long.MIN_VALUE;
    private int counted;
    private List<WindowMessage> pending = new ArrayList<>();

    SeriesWindows(WatchList watchList, Limits limits, WindowWriter writer, WindowBus bus, WindowMetrics metrics) {
        this.watchList = watchList;
        this.limits = limits;
        this.writer = writer;
        this.bus = bus;
        this.metrics = metrics;
        this.version = watchList.version();
    }

    @Override
    public void segment(long number) {
        Arrays.fill(labelsById, 0, ids, null);
        Arrays.fill(byId, 0, ids, null);
        ids = 0;
    }

    @Override
    public void series(int id, EncodedLabels labels) {
        if (id >= byId.length) {
            labelsById = Arrays.copyOf(labelsById, Math.max(id + 1, byId.length * 2));
            byId = Arrays.copyOf(byId, labelsById.length);
        }
        labelsById[id] = labels;
        byId[id] = watched(labels);
        ids = id + 1;
    }

    private @Nullable WatchedSeries watched(EncodedLabels labels) {
        WatchedSeries series = known.get(labels);
        if (series != null || !watchList.matches(labels.decode())) {
            return series;
        }
        if (known.size() >= limits.series()) {
            metrics.refused();
            return null;
        }
        series = new WatchedSeries(labels, limits.shards());
        known.put(labels, series);
        sorted.add(series);
        unsorted = true;
        return series;
    }

    @Override
    public void openFrom(long start, long until) {
        open = start;
        farthest = until;
        if (version != watchList.version()) {
            version = watchList.version();
            known.clear();
            sorted.clear();
            for (int id = 0; id < ids; id++) {
                EncodedLabels labels = labelsById[id];
                byId[id] = labels == null ? null : watched(labels);
            }
        }
    }

    @Override
    public void sample(int id, long timestamp, double value, long start) {
        WatchedSeries series = id < byId.length ? byId[id] : null;
        if (series == null) {
            return;
        }
        counted++;
        if (timestamp < open) {
            metrics.late();
        } else if (timestamp > farthest) {
            metrics.ahead();
        } else if (!series.samples.add(timestamp, value, start)) {
            metrics.overflow();
        }
    }

    @Override
    public void metadata(String family, int type, String help, String unit) {
        names.metadata(family, type);
    }

    @Override
    public void end() {
        metrics.samples(counted);
        counted = 0;
    }

    @Override
    public void close(long start, long end, boolean deliver) {
        if (unsorted) {
            sorted.sort(null);
            unsorted = false;
        }
        int windows = 0;
        int ignored = 0;
        for (WatchedSeries series : sorted) {
            if (series.samples.size() > 0) {
                ignored += series.close(start, end, series.isCounter(names));
                if (series.count > 0) {
                    windows++;
                    if (deliver) {
                        writer.add(series, start, end);
                    }
                }
            }
        }
        pending.addAll(writer.finish(start, end));
        metrics.ignored(ignored);
        metrics.closed(windows, sorted.size());
        if (Math.floorMod(end, FORGET_EVERY) == 0) {
            forget(end);
        }
    }

    /** What has a number in the segment stays, for it may come back under that number. */
    private void forget(long now) {
        Set<WatchedSeries> numbered = new HashSet<>();
        for (int id = 0; id < ids; id++) {
            WatchedSeries series = byId[id];
            if (series != null && series.samples.size() == 0) {
                numbered.add(series);
            }
        }
        sorted.removeIf(series -> {
            boolean forgotten = series.isForgotten(now) && !numbered.contains(series);
            if (forgotten) {
                known.remove(series.labels);
            }
            return forgotten;
        });
    }

    @Override
    public void clockWasSet() {
        metrics.clockWasSet();
        for (WatchedSeries series : sorted) {
            // Windows were closed up to the time before; what is left lies ahead even of that.
            for (int i = 0; i < series.samples.size(); i++) {
                metrics.ahead();
            }
            series.forget();
        }
    }

    @Override
    public boolean deliver() {
        if (!pending.isEmpty()) {
            pending = new ArrayList<>(bus.send(pending));
        }
        return pending.isEmpty();
    }
}
