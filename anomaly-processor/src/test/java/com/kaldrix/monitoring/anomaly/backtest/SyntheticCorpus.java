package com.kaldrix.monitoring.anomaly.backtest;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Labelled series of many kinds with faults of many kinds, made from a seed: what the parameters were chosen on, so that no
 * published benchmark had to be.
 */
final class SyntheticCorpus {
    enum Kind {
        DAILY,
        TRAFFIC,
        HOURLY_WEEK,
        CRON,
        AUTOREGRESSIVE,
        WANDERING,
        COUNTS,
        HEAVY_TAIL,
        ON_OFF,
        SAWTOOTH,
        STEADY,
        WAVEFORM,
        TWO_PERIODS,
        BURSTY,
        QUIET_SPIKES,
        REGIMES,
        QUANTISED,
        MOSTLY_ZERO,
        RESTLESS
    }

    enum Fault {
        SPIKE,
        DIP,
        SPIKES,
        SHIFT,
        NEW_LEVEL,
        DRIFT,
        NOISE,
        FLAT,
        ZERO,
        PATTERN,
        SLOW,
        CONTEXT
    }

    /** A series with the rows of its faults. */
    record Labelled(String name, long[] times, double[] values, List<int[]> events) {}

    private SyntheticCorpus() {}

    /** So many series of each kind. */
    static List<Labelled> make(long seed, int each) {
        List<Labelled> all = new ArrayList<>();
        Random random = new Random(seed);
        for (int i = 0; i < each; i++) {
            for (Kind kind : Kind.values()) {
                all.add(series(kind, new Random(random.nextLong()), i));
            }
        }
        return all;
    }

    private static Labelled series(Kind kind, Random random, int index) {
        int rows = 2000 + random.nextInt(4000);
        long interval = kind == Kind.HOURLY_WEEK ? 3_600_000 : 300_000;
        long start = 1_400_000_000_000L + random.nextInt(1_000_000) * 1000L;
        start -= start % interval;
        long[] times = new long[rows];
        for (int i = 0; i < rows; i++) {
            times[i] = start + i * interval;
        }
        double[] values = base(kind, rows, times, random);
        List<int[]> events = new ArrayList<>();
        int faults = random.nextInt(7) == 0 ? 0 : 1 + random.nextInt(3);
        int from = rows / 4;
        for (int f = 0; f < faults; f++) {
            int room = (rows - from) / (faults - f);
            int at = from + room / 8 + random.nextInt(room / 2);
            // Without a pattern nothing can deviate from it.
            int kinds = patterned(kind) ? Fault.values().length : Fault.PATTERN.ordinal();
            Fault fault = Fault.values()[random.nextInt(kinds)];
            int end = inject(fault, values, at, Math.min(room / 4, 40 + random.nextInt(200)), random);
            events.add(new int[] {at, end});
            from += room;
        }
        double scale = Math.pow(10, random.nextInt(7) - 2);
        for (int i = 0; i < rows; i++) {
            values[i] *= scale;
        }
        return new Labelled(kind + "-" + index, times, values, events);
    }

    private static boolean patterned(Kind kind) {
        return switch (kind) {
            case DAILY, TRAFFIC, HOURLY_WEEK, CRON, SAWTOOTH, WAVEFORM, TWO_PERIODS -> true;
            case AUTOREGRESSIVE,
                    WANDERING,
                    COUNTS,
                    HEAVY_TAIL,
                    ON_OFF,
                    STEADY,
                    BURSTY,
                    QUIET_SPIKES,
                    REGIMES,
                    QUANTISED,
                    MOSTLY_ZERO,
                    RESTLESS -> false;
        };
    }

    private static double[] base(Kind kind, int n, long[] t, Random r) {
        double[] v = new double[n];
        double noise = 0.05 + 0.3 * r.nextDouble();
        double state = 0;
        double level = 3 + 10 * r.nextDouble();
        int period = 40 + r.nextInt(160);
        int run = 0;
        double phase = r.nextDouble() * 6.28;
        double a = 1 + 2 * r.nextDouble();
        for (int i = 0; i < n; i++) {
            double day = 2 * Math.PI * (t[i] % 86_400_000L) / 86_400_000.0 + phase;
            boolean weekend = (t[i] / 86_400_000L + 3) % 7 >= 5;
            double g = r.nextGaussian();
            v[i] = switch (kind) {
                case DAILY -> level + a * Math.sin(day) + noise * g;
                case TRAFFIC, HOURLY_WEEK -> {
                    double shape = 1.2 + Math.sin(day) + 0.4 * Math.sin(2 * day + 1);
                    yield level * Math.max(0.05, shape) * (weekend ? 0.6 : 1) * (1 + 0.4 * noise * g);
                }
                case CRON -> level + noise * g + (i % period < 3 ? a * 2 : 0);
                case AUTOREGRESSIVE -> level + (state = 0.9 * state + noise * g);
                case WANDERING -> level + (state = 0.998 * state + 0.2 * noise * g) + 0.1 * noise * r.nextGaussian();
                case COUNTS -> poisson(r, 0.5 + a * (1 + 0.7 * Math.sin(day)));
                case HEAVY_TAIL -> level * Math.exp(0.3 * g) * (r.nextInt(50) == 0 ? 2 + r.nextDouble() : 1);
                case ON_OFF -> {
                    if (run-- <= 0) {
                        state = state > 0 ? 0 : 1;
                        run = 20 + r.nextInt(150);
                    }
                    yield level + a * 2 * state + 0.3 * noise * g;
                }
                case SAWTOOTH -> level + a * (i % period) / period + 0.3 * noise * g;
                case STEADY -> level + 0.02 * Math.round(noise * 3 * g);
                case WAVEFORM -> {
                    double x = (i % period) / (double) period;
                    yield level
                            + a * Math.exp(-Math.pow((x - 0.3) / 0.04, 2))
                            + 0.4 * a * Math.exp(-Math.pow((x - 0.6) / 0.1, 2))
                            + 0.15 * noise * g;
                }
                case TWO_PERIODS ->
                    level
                            + a * Math.sin(i * 6.28 / period)
                            + Math.sin(i * 6.28 / (period * 0.37) + phase)
                            + 0.5 * noise * g;
                case BURSTY -> {
                    if (run-- <= 0) {
                        run = 30 + r.nextInt(200);
                        state = a * (1 + r.nextDouble());
                    }
                    state *= 0.6;
                    yield level + state + noise * Math.abs(g);
                }
                case QUIET_SPIKES ->
                    // Spikes of all sizes belong to it.
                    level + 0.1 * noise * g + (r.nextInt(period) == 0 ? a * Math.pow(r.nextDouble(), -0.5) : 0);
                case REGIMES -> {
                    if (run-- <= 0) {
                        run = 100 + r.nextInt(500);
                        state = noise * Math.exp(r.nextGaussian());
                        phase = level + a * r.nextGaussian();
                    }
                    yield phase + state * g;
                }
                case QUANTISED -> Math.round(level + noise * 4 * g);
                case MOSTLY_ZERO -> {
                    if (run-- <= 0) {
                        state = r.nextInt(6) == 0 ? a * (0.5 + r.nextDouble()) : 0;
                        run = r.nextInt(30);
                    }
                    yield state > 0 ? Math.max(0, state * (1 + 0.3 * g)) : 0;
                }
                case RESTLESS -> {
                    // A day whose noise comes and goes, with short humps now and then that nobody labels.
                    state = 0.99 * state + 0.05 * r.nextGaussian();
                    run = run > 0 ? run - 1 : r.nextInt(400) == 0 ? 12 : 0;
                    yield level + a * Math.sin(day) + noise * Math.exp(2 * state) * g + (run > 0 ? a * 1.5 : 0);
                }
            };
        }
        return v;
    }

    private static double poisson(Random r, double mean) {
        double limit = Math.exp(-mean);
        double product = r.nextDouble();
        int count = 0;
        while (product > limit) {
            product *= r.nextDouble();
            count++;
        }
        return count;
    }

    /** Changes the values and gives the last row changed. */
    private static int inject(Fault fault, double[] v, int at, int length, Random r) {
        double mean = 0;
        double square = 0;
        for (int i = 0; i < at; i++) {
            mean += v[i] / at;
        }
        for (int i = 0; i < at; i++) {
            square += (v[i] - mean) * (v[i] - mean) / at;
        }
        double sd = Math.sqrt(square) + 1e-6;
        double[] old = v.clone();
        double size = (3 + 5 * r.nextDouble()) * sd;
        int end = Math.min(v.length, at + length) - 1;
        switch (fault) {
            case SPIKE, DIP -> {
                end = at + r.nextInt(4);
                for (int i = at; i <= end; i++) {
                    v[i] += fault == Fault.SPIKE ? size * 1.3 : -size * 1.3;
                }
            }
            case SPIKES -> {
                for (int i = at; i <= end; i++) {
                    v[i] += (i == at || i == end || r.nextInt(6) == 0) ? size : 0;
                }
            }
            case SHIFT -> {
                double sign = r.nextBoolean() ? 0.8 : -0.8;
                for (int i = at; i <= end; i++) {
                    v[i] += sign * size;
                }
            }
            case NEW_LEVEL -> {
                double sign = r.nextBoolean() ? 0.8 : -0.8;
                for (int i = at; i < v.length; i++) {
                    v[i] += sign * size;
                }
                end = Math.min(end, at + 60);
            }
            case DRIFT -> {
                for (int i = at; i <= end; i++) {
                    v[i] += size * (i - at) / length;
                }
            }
            case NOISE -> {
                for (int i = at; i <= end; i++) {
                    v[i] += sd * 2 * r.nextGaussian();
                }
            }
            case FLAT -> {
                for (int i = at; i <= end; i++) {
                    v[i] = old[at - 1];
                }
            }
            case ZERO -> {
                for (int i = at; i <= end; i++) {
                    v[i] = 0;
                }
            }
            case PATTERN -> {
                for (int i = at; i <= end; i++) {
                    v[i] = 2 * mean - old[i];
                }
            }
            case SLOW -> {
                for (int i = at; i <= end; i++) {
                    v[i] = old[at + (i - at) / 3];
                }
            }
            case CONTEXT -> {
                int from = r.nextInt(at - length);
                for (int i = at; i <= end; i++) {
                    v[i] = old[from + i - at];
                }
            }
        }
        return end;
    }
}
