package com.kaldrix.monitoring.anomaly.forecast;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Forecasts one series: several forecasters run side by side, each is held to what came of its forecasts, and the one with the
 * least error of late speaks. Readings come in even steps; a missing one is NaN.
 */
public final class SeriesForecast {
    /**
     * What an 80 % interval is made for. The forecaster that speaks was chosen for its misses of late, which therefore flatter it;
     * on real hourly series that costs two points.
     */
    private static final double COVERAGE = 0.82;

    private final List<Track> tracks = new ArrayList<>();
    private final Duration step;
    private long seen;

    /**
     * Starts with nothing known.
     *
     * @param step time between readings
     * @param period readings in the shorter season, 24 for hourly ones; also the horizon
     * @param forest whether a forest takes part, which costs about a millisecond a reading
     */
    public SeriesForecast(Duration step, int period, boolean forest, long seed) {
        this.step = step;
        for (double level : new double[] {0.02, 0.1, 0.3}) {
            for (boolean weekly : new boolean[] {false, true}) {
                tracks.add(track(new HoltWinters(new HoltWinters.Rates(level, 0, 0.1, weekly), period), period));
            }
        }
        tracks.add(track(new HoltWinters(new HoltWinters.Rates(0.1, 0.05, 0.1, true), period), period));
        tracks.add(track(new HoltWinters(new HoltWinters.Rates(0.02, 0, 0.3, false), period), period));
        if (forest) {
            tracks.add(track(new ForestCaster(period, seed), period));
        }
    }

    private static Track track(Forecaster forecaster, int horizon) {
        return new Track(forecaster, horizon, COVERAGE);
    }

    /** Learns the next reading. */
    public void observe(long time, double value) {
        double finite = Double.isFinite(value) ? value : Double.NaN;
        for (Track track : tracks) {
            track.observe(time, finite);
        }
        seen++;
    }

    /** How many readings were learnt. */
    public long seen() {
        return seen;
    }

    /** The forecast of one period; empty while too little is known. */
    public Optional<Forecast> next() {
        Track best =
                tracks.stream().min(Comparator.comparingDouble(Track::error)).orElseThrow();
        double[] values = best.next();
        if (values.length == 0) {
            return Optional.empty();
        }
        return Optional.of(new Forecast(best.name(), step, values, best.low(), best.high()));
    }
}
