package com.kaldrix.monitoring.metrics.kpi.view;

import com.kaldrix.monitoring.metrics.kpi.definition.Outcome;
import com.kaldrix.monitoring.metrics.kpi.merge.KpiListener;
import com.kaldrix.monitoring.metrics.kpi.merge.KpiWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The KPIs of the last day, window by window, in memory of a fixed size. A window without data has no entry. Safe for several
 * threads.
 */
public final class KpiHistory implements KpiListener {
    /** How far back it goes. */
    public static final Duration DEPTH = Duration.ofDays(1);

    private static final long WINDOW = 10_000;
    private static final int WINDOWS = (int) (DEPTH.toMillis() / WINDOW);
    private static final int MOST_RINGS = 2_000;

    private final Map<String, Ring> rings = new HashMap<>();
    private final HistoryFiles files;
    private Instant latest = Instant.EPOCH;

    /**
     * A value at a time.
     *
     * @param at when the window, or the step of several windows, begins
     * @param value the KPI, or its average over the step
     */
    public record Point(Instant at, double value) {}

    private static final class Ring {
        private final long[] numbers = new long[WINDOWS];
        private final double[] values = new double[WINDOWS];

        private Ring() {
            Arrays.fill(numbers, Long.MIN_VALUE);
        }

        private void set(long number, double value) {
            int at = (int) Math.floorMod(number, (long) WINDOWS);
            if (number >= numbers[at]) {
                numbers[at] = number;
                values[at] = value;
            }
        }

        private double get(long number) {
            int at = (int) Math.floorMod(number, (long) WINDOWS);
            return numbers[at] == number ? values[at] : Double.NaN;
        }
    }

    /** Begins with what the files hold. */
    public KpiHistory(HistoryFiles files) {
        this.files = files;
        files.read((start, region, kpi, value) -> set(Instant.ofEpochMilli(start), region, kpi, value));
    }

    @Override
    public synchronized void window(KpiWindow window) {
        window.values().forEach((region, kpis) -> {
            Map<String, Double> numbers = new HashMap<>();
            kpis.forEach((kpi, outcome) -> {
                switch (outcome) {
                    case Outcome.Value value -> {
                        set(window.start(), region, kpi, value.number());
                        numbers.put(kpi, value.number());
                    }
                    case Outcome.NoData none -> {
                        if (window.revised()) {
                            set(window.start(), region, kpi, Double.NaN);
                            numbers.put(kpi, Double.NaN);
                        }
                    }
                }
            });
            files.append(window.start(), region, numbers);
        });
    }

    private synchronized void set(Instant start, String region, String kpi, double value) {
        String key = region + "/" + kpi;
        Ring ring = rings.get(key);
        if (ring == null) {
            if (rings.size() >= MOST_RINGS || Double.isNaN(value)) {
                return;
            }
            ring = new Ring();
            rings.put(key, ring);
        }
        ring.set(Math.floorDiv(start.toEpochMilli(), WINDOW), value);
        if (start.isAfter(latest)) {
            latest = start;
        }
    }

    /** Whether anything is known of a region. */
    public synchronized boolean knows(String region) {
        return rings.keySet().stream().anyMatch(key -> key.startsWith(region + "/"));
    }

    /**
     * A KPI over time.
     *
     * @param from inclusive
     * @param to exclusive
     * @param step how much time a point stands for; a multiple of ten seconds
     * @return in order of time; steps without data are not there
     */
    public synchronized List<Point> range(String kpi, String region, Instant from, Instant to, Duration step) {
        Ring ring = rings.get(region + "/" + kpi);
        List<Point> points = new ArrayList<>();
        if (ring == null) {
            return points;
        }
        long perStep = step.toMillis() / WINDOW;
        long first = Math.floorDiv(from.toEpochMilli(), step.toMillis()) * perStep;
        long end = Math.floorDiv(to.toEpochMilli() + WINDOW - 1, WINDOW);
        for (long number = first; number < end; number += perStep) {
            double sum = 0;
            int count = 0;
            for (long one = number; one < Math.min(number + perStep, end); one++) {
                double value = ring.get(one);
                if (!Double.isNaN(value)) {
                    sum += value;
                    count++;
                }
            }
            if (count > 0) {
                points.add(new Point(Instant.ofEpochMilli(number * WINDOW), sum / count));
            }
        }
        return points;
    }
}
