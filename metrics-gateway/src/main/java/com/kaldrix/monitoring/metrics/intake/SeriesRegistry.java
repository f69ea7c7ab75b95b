package com.kaldrix.monitoring.metrics.intake;

import com.kaldrix.monitoring.metrics.intake.Admission.Admitted;
import com.kaldrix.monitoring.metrics.intake.Admission.Refused;
import com.kaldrix.monitoring.metrics.intake.IntakeRules.SeriesLimits;
import com.kaldrix.monitoring.metrics.series.EncodedLabels;
import com.kaldrix.monitoring.metrics.series.Series;
import com.kaldrix.monitoring.metrics.series.Source;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * The series of which samples have come lately, held to the limits. Time is counted in ticks of {@link #TICK_SECONDS}: a
 * series that was not seen for {@link #TICKS_KEPT} ticks makes room for others.
 */
final class SeriesRegistry {
    static final int TICK_SECONDS = 60;
    static final int TICKS_KEPT = 30;

    private final Map<EncodedLabels, Series> series = new ConcurrentHashMap<>();
    private final Map<Source, AtomicInteger> counts = new ConcurrentHashMap<>();
    private final AtomicInteger total = new AtomicInteger();
    private volatile long tick = 1;

    /** The series of these labels: one that is known, or a new one if the limits allow it. */
    Admission admit(EncodedLabels labels, Source source, SeriesLimits limits) {
        Series known = series.get(labels);
        if (known != null) {
            return new Admitted(known);
        }
        if (total.incrementAndGet() > limits.total()) {
            total.decrementAndGet();
            return new Refused(Rejection.TOTAL_LIMIT);
        }
        AtomicInteger ofSource = counts.computeIfAbsent(source, key -> new AtomicInteger());
        if (ofSource.incrementAndGet() > limits.of(source)) {
            ofSource.decrementAndGet();
            total.decrementAndGet();
            return new Refused(Rejection.SOURCE_LIMIT);
        }
        Series fresh = new Series(labels, source);
        fresh.seen(tick);
        Series raced = series.putIfAbsent(labels, fresh);
        if (raced != null) {
            ofSource.decrementAndGet();
            total.decrementAndGet();
            return new Admitted(raced);
        }
        return new Admitted(fresh);
    }

    /** The labels of the series that has these, the same object for everybody; these themselves when there is none. */
    EncodedLabels canonical(EncodedLabels labels) {
        Series known = series.get(labels);
        return known == null ? labels : known.labels();
    }

    /** The tick by which {@link Series#seen} is to be told. */
    long tick() {
        return tick;
    }

    /** A series that was forgotten and comes again by somebody who held on to it is known again, whatever the limits say. */
    void keep(Series known) {
        if (known.lastSeen() < tick && series.putIfAbsent(known.labels(), known) == null) {
            total.incrementAndGet();
            counts.computeIfAbsent(known.source(), key -> new AtomicInteger()).incrementAndGet();
        }
        known.seen(tick);
    }

    /** A tick is over. */
    void tickOver() {
        long now = tick + 1;
        tick = now;
        series.values().removeIf(one -> {
            boolean idle = one.lastSeen() < now - TICKS_KEPT;
            if (idle) {
                total.decrementAndGet();
                AtomicInteger ofSource = counts.get(one.source());
                if (ofSource != null) {
                    ofSource.decrementAndGet();
                }
            }
            return idle;
        });
    }

    int size() {
        return total.get();
    }

    /** How many series each source has. */
    Map<String, Integer> bySource() {
        Map<String, Integer> all = new TreeMap<>();
        counts.forEach((source, count) -> all.put(source.toString(), count.get()));
        return all;
    }

    /** Each series in no particular order. */
    void forEach(Consumer<Series> action) {
        series.values().forEach(action);
    }
}
