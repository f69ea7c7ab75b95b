package com.kaldrix.monitoring.anomaly.backtest.cli;

import com.kaldrix.monitoring.anomaly.series.Calendar;
import com.kaldrix.monitoring.anomaly.series.Parameters;
import com.kaldrix.monitoring.anomaly.series.SeriesMonitor;
import com.kaldrix.monitoring.anomaly.series.Tier;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Prints how many points a second one core judges in each tier and what a series costs, as Markdown. */
final class SpeedTable {
    private static final long STEP = 10_000;
    private static final int WARM = 2_000;

    private SpeedTable() {}

    static void print(PrintStream out) {
        out.println("| tier | points a second on one core, one reading a series at a time | sixty at a time"
                + " | heap for each series | checkpoint |");
        out.println("|---|---|---|---|---|");
        row(Tier.CHEAP, 2_000, 600, out);
        row(Tier.FULL, 20, 600, out);
    }

    private static void row(Tier tier, int series, int points, PrintStream out) {
        long before = used();
        List<SeriesMonitor> monitors = new ArrayList<>();
        for (int i = 0; i < series; i++) {
            monitors.add(SeriesMonitor.start(tier, Parameters.current(), Calendar.utc(), i));
        }
        double[] noise = new Random(1).doubles(4096).toArray();
        feed(monitors, 0, WARM, 1, noise);
        long heap = (used() - before) / series;
        double single = seconds(() -> feed(monitors, WARM, points, 1, noise));
        double batched = seconds(() -> feed(monitors, WARM + points, points, 60, noise));
        double total = series * (double) points;
        out.println(String.format(
                Locale.ROOT,
                "| %s | %.0f | %.0f | %.1f KB | %.1f KB |",
                tier,
                total / single,
                total / batched,
                heap / 1024.0,
                monitors.getFirst().checkpoint().length / 1024.0));
    }

    private static double seconds(Runnable work) {
        long from = System.nanoTime();
        work.run();
        return (System.nanoTime() - from) / 1e9;
    }

    // With one reading at a time all series get one before the first gets its next, so that every cache is as cold as
    // it can be.
    private static void feed(List<SeriesMonitor> monitors, int from, int points, int batch, double[] noise) {
        for (int start = from; start < from + points; start += batch) {
            for (int m = 0; m < monitors.size(); m++) {
                for (int i = start; i < start + batch; i++) {
                    double value =
                            100 + 10 * Math.sin(i * STEP * 2 * Math.PI / 86_400_000) + noise[(i * 31 + m * 17) & 4095];
                    monitors.get(m).observe(1_700_000_000_000L + i * STEP, value);
                }
            }
        }
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
