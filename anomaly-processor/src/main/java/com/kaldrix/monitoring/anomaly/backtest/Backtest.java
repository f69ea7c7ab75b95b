package com.kaldrix.monitoring.anomaly.backtest;

import com.kaldrix.monitoring.anomaly.file.SeriesFile;
import com.kaldrix.monitoring.anomaly.series.Calendar;
import com.kaldrix.monitoring.anomaly.series.Parameters;
import com.kaldrix.monitoring.anomaly.series.SeriesMonitor;
import com.kaldrix.monitoring.anomaly.series.Tier;
import com.kaldrix.monitoring.anomaly.series.Verdict;
import java.util.ArrayList;
import java.util.List;

/** Streams a file through the same path as a live series, one reading after the other, without looking ahead. */
public final class Backtest {
    private final Tier tier;
    private final Parameters parameters;
    private final long seed;

    public Backtest(Tier tier, Parameters parameters, long seed) {
        this.tier = tier;
        this.parameters = parameters;
        this.seed = seed;
    }

    /**
     * One verdict per row. A row's time that is not after the one before (a clock set back, a local hour that comes twice)
     * counts as a millisecond later: in a file the order of the rows is the order of arrival.
     */
    public List<Verdict> run(long[] times, double[] values) {
        SeriesMonitor monitor = SeriesMonitor.start(tier, parameters, Calendar.utc(), seed);
        List<Verdict> verdicts = new ArrayList<>(values.length);
        long last = Long.MIN_VALUE;
        for (int i = 0; i < values.length; i++) {
            last = i == 0 ? times[i] : Math.max(times[i], last + 1);
            verdicts.add(monitor.observe(last, values[i]));
        }
        return verdicts;
    }

    public List<Verdict> run(SeriesFile file) {
        return run(file.times(), file.values());
    }
}
