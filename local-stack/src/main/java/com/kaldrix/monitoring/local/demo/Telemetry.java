package com.kaldrix.monitoring.local.demo;

import com.kaldrix.monitoring.local.demo.ScriptedSeries.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What the nodes of three regions say before and during the night, window by window, and the five things that are unusual in
 * it. The same night each time: what wanders at random does so from fixed seeds.
 */
final class Telemetry {
    /** Length of a window, as gateways cut them. */
    static final Duration WINDOW = Duration.ofSeconds(10);

    /** What is known before the night: enough to know what is usual. */
    static final Duration BEFORE = Duration.ofMinutes(100);

    /** The metric with the spike. */
    static final String LATENCY = "kaldrix_request_seconds";

    static final String SPIKE_REGION = "us-east-1";

    /** The metric that declines. */
    static final String PEERS = "kaldrix_node_peers";

    static final String DECLINE_REGION = "eu-west-1";

    /** The metric that parts from its like. */
    static final String DEVICE = "kaldrix_store_device_seconds";

    static final String BREAK_REGION = "us-east-1";

    /** The metric that heads for its limit. */
    static final String VOLUME = "kaldrix_ledger_volume_used_ratio";

    static final String VOLUME_REGION = "us-east-1";

    /** The region that falls silent. */
    static final String SILENT_REGION = "us-west-2";

    private static final Span SPIKE = new Span(8, 10);
    private static final Span DECLINE = new Span(12, 28);
    private static final Span BREAK = new Span(11, 21);
    private static final Span GROWTH = new Span(1, 16);
    private static final Span SILENCE = new Span(20, 28);

    /** Windows whose numbers what lies before the story can have, after which they repeat; those of the story follow. */
    private static final int EARLIER = 3000;

    private static final int WINDOWS = EARLIER + 600;
    private static final int BLEND = 30;
    private static final double FIRST_MINUTE = Night.BEGIN.toSeconds() / 60.0;

    private final List<ScriptedSeries> series = new ArrayList<>();
    private final Random seeds = new Random(20_260_302);

    private Telemetry() {}

    /** Minutes of the story between which something is unusual. */
    private record Span(double from, double to) {
        boolean holds(double minute) {
            return minute > from && minute <= to;
        }

        /** How far it has come, from 0 to 1. */
        double share(double minute) {
            return Math.clamp((minute - from) / (to - from), 0, 1);
        }
    }

    /** All series. */
    static List<ScriptedSeries> night(List<String> regions) {
        Telemetry night = new Telemetry();
        regions.forEach(night::region);
        return List.copyOf(night.series);
    }

    private void region(String region) {
        double[] load = wander(0.9);
        double[] elsewhere = wander(0.9);
        double[] calls = wander(0.95);
        double[] gossip = wander(0.97);
        add(region, "application", "kaldrix_requests_per_second", 420, 24, calls, Telemetry::same);
        add(
                region,
                "application",
                LATENCY,
                0.18,
                0.006,
                wander(0.5),
                (value, minute) -> region.equals(SPIKE_REGION) && SPIKE.holds(minute) ? 3 * value : value);
        add(
                region,
                "p2p",
                PEERS,
                62,
                1.2,
                gossip,
                (value, minute) -> region.equals(DECLINE_REGION)
                        ? value - 30 * (DECLINE.holds(minute) ? DECLINE.share(minute) : 0)
                        : value);
        add(region, "p2p", "kaldrix_gossip_messages_per_second", 900, 40, wander(0.9), Telemetry::same);
        add(region, "store", "kaldrix_store_reads_per_second", 1500, 160, load, Telemetry::same);
        add(region, "store", "kaldrix_store_cache_hits_per_second", 1340, 140, load, Telemetry::same);
        Script alone = script(0.021, 0.002, elsewhere);
        Script together = script(0.021, 0.002, load);
        add(
                region,
                "store",
                DEVICE,
                (window, minute) -> region.equals(BREAK_REGION) && BREAK.holds(minute)
                        ? alone.at(window, minute)
                        : together.at(window, minute));
        if (region.equals(VOLUME_REGION)) {
            double[] wobble = wander(0.1);
            add(
                    region,
                    "ledger",
                    VOLUME,
                    (window, minute) -> minute < GROWTH.from()
                            ? Double.NaN
                            : 0.12 + 0.018 * GROWTH.share(minute) + 0.0004 * at(wobble, window, minute));
        }
    }

    private static double same(double value, double minute) {
        return value;
    }

    /** What becomes of a usual value. */
    @FunctionalInterface
    private interface Change {
        double of(double value, double minute);
    }

    private void add(
            String region,
            String component,
            String metric,
            double mean,
            double spread,
            double[] wander,
            Change change) {
        Script usual = script(mean, spread, wander);
        add(region, component, metric, (window, minute) -> change.of(usual.at(window, minute), minute));
    }

    private void add(String region, String component, String metric, Script script) {
        series.add(new ScriptedSeries(
                region,
                component,
                metric,
                (window, minute) -> region.equals(SILENT_REGION) && SILENCE.holds(minute)
                        ? Double.NaN
                        : script.at(window, minute)));
    }

    /** A value that wanders, with a little noise of its own. */
    private Script script(double mean, double spread, double[] wander) {
        double[] own = wander(0);
        return (window, minute) -> mean + spread * (0.97 * at(wander, window, minute) + 0.12 * at(own, window, minute));
    }

    /**
     * How much lies before the story depends on the machine, and the story shall be the same each time: it has numbers of its own,
     * and what was before it fades in its first minutes.
     */
    private static double at(double[] wander, int window, double minute) {
        double before = wander[window % EARLIER];
        int number = (int) Math.round((minute - FIRST_MINUTE) * 60 / WINDOW.toSeconds());
        if (number < 0) {
            return before;
        }
        double share = Math.min(1, number / (double) BLEND);
        return (1 - share) * before + share * wander[Math.min(EARLIER + number, WINDOWS - 1)];
    }

    /** An autoregressive process of mean 0 and variance 1, one value a window. */
    private double[] wander(double memory) {
        Random random = new Random(seeds.nextLong());
        double[] values = new double[WINDOWS];
        double value = random.nextGaussian();
        for (int i = 0; i < WINDOWS; i++) {
            values[i] = value;
            value = memory * value + Math.sqrt(1 - memory * memory) * random.nextGaussian();
        }
        return values;
    }
}
