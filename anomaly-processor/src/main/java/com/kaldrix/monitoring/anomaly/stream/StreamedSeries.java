package com.kaldrix.monitoring.anomaly.stream;

import com.kaldrix.monitoring.common.event.MetricBatch;
import com.kaldrix.monitoring.common.label.Labels;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One series: windows wait until they are over for all gateways, and are then observed in the order of time. A window that comes
 * after a later one has been observed is counted and changes nothing. For one thread.
 */
final class StreamedSeries {
    /** A reading is missing when it is over for so many usual distances, and this long beside that. */
    private static final int DISTANCES = 2;

    private static final long GRACE_MILLIS = 30_000;
    /** Nobody asks after a series that has said nothing for so long; it begins anew when it comes again. */
    private static final long FORGOTTEN_MILLIS = 24 * 3_600_000L;

    private final Labels labels;
    private final Watch watch;
    private final Spacing spacing;
    private final List<OpenWindow> open;
    private long observed = Long.MIN_VALUE;
    private long heard = Long.MIN_VALUE;

    private StreamedSeries(Labels labels, Watch watch, Spacing spacing, List<OpenWindow> open) {
        this.labels = labels;
        this.watch = watch;
        this.spacing = spacing;
        this.open = open;
    }

    static StreamedSeries begin(Labels labels, Watch.Maker watches) {
        return new StreamedSeries(labels, watches.begin(labels), new Spacing(0), new ArrayList<>(2));
    }

    Labels labels() {
        return labels;
    }

    /** Whether the window was taken; false when it is too late for it. */
    boolean offer(long start, int seconds, MetricBatch.Window seen) {
        if (start < observed) {
            return false;
        }
        for (OpenWindow window : open) {
            if (window.start() == start) {
                window.add(seen);
                return true;
            }
        }
        OpenWindow fresh = new OpenWindow(start, seconds);
        fresh.add(seen);
        open.add(fresh);
        return true;
    }

    /** Observes the windows that are over at that time, and what was due until then and has not come. */
    void closeUntil(long time, Findings findings) {
        if (!open.isEmpty()) {
            open.sort(Comparator.comparingLong(OpenWindow::start));
            while (!open.isEmpty() && open.getFirst().end() <= time) {
                observe(open.removeFirst(), findings);
            }
        }
        missing(time, findings);
    }

    private void observe(OpenWindow window, Findings findings) {
        if (heard != Long.MIN_VALUE) {
            spacing.seen(window.end() - heard);
        }
        heard = window.end();
        observed = window.end();
        watch.observe(window.end(), window.value(), findings);
    }

    private void missing(long time, Findings findings) {
        long usual = spacing.usual();
        if (usual == 0 || !open.isEmpty()) {
            return;
        }
        while (observed + DISTANCES * usual + GRACE_MILLIS <= time) {
            observed += usual;
            watch.observe(observed, Double.NaN, findings);
        }
    }

    boolean isForgotten(long time) {
        return heard != Long.MIN_VALUE && open.isEmpty() && time - heard > FORGOTTEN_MILLIS;
    }

    /** How it stands with it; null when nothing is known. */
    @Nullable
    Glance look() {
        return watch.look();
    }

    /** Forgets it; always true. */
    boolean end(Findings findings) {
        watch.end(findings);
        return true;
    }

    void save(DataOutput out) throws IOException {
        out.writeLong(observed);
        out.writeLong(heard);
        out.writeDouble(spacing.exactly());
        out.writeInt(open.size());
        for (OpenWindow window : open) {
            window.save(out);
        }
        watch.save(out);
    }

    /** The watch comes last, so that it is made from what follows. */
    static StreamedSeries resume(Labels labels, Watch.Maker watches, DataInput in) throws IOException {
        long observed = in.readLong();
        long heard = in.readLong();
        double usual = in.readDouble();
        List<OpenWindow> open = new ArrayList<>(2);
        for (int count = in.readInt(); count > 0; count--) {
            open.add(OpenWindow.load(in));
        }
        StreamedSeries series = new StreamedSeries(labels, watches.resume(labels, in), new Spacing(usual), open);
        series.observed = observed;
        series.heard = heard;
        return series;
    }
}
