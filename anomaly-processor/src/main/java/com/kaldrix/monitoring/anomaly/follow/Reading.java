package com.kaldrix.monitoring.anomaly.follow;

import com.kaldrix.monitoring.anomaly.stream.Findings;

/**
 * A reading of a followed series.
 *
 * @param time the end of its window, milliseconds since the epoch
 */
public record Reading(long time, double value) implements Findings.Finding {}
