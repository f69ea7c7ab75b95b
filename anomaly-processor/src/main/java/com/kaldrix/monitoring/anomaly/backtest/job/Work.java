package com.kaldrix.monitoring.anomaly.backtest.job;

import com.kaldrix.monitoring.anomaly.file.SeriesFile;
import com.kaldrix.monitoring.anomaly.series.Calendar.TimeRange;
import com.kaldrix.monitoring.anomaly.settings.Sensitivity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be looked at, and how.
 *
 * @param file the readings
 * @param labels first and last row of what is known to be unusual, in order; null when nothing is known
 * @param tolerance in rows: how far beside a label an alert still meets it
 * @param excluded times of which nothing is learnt and nothing is told
 */
record Work(
        SeriesFile file,
        @Nullable List<int[]> labels,
        long seed,
        Sensitivity sensitivity,
        int tolerance,
        List<TimeRange> excluded) {}
