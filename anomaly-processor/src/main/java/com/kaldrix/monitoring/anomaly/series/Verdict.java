package com.kaldrix.monitoring.anomaly.series;

/**
 * What is thought of one reading.
 *
 * @param score for ranking, plots and correlation: zero or more, no unit
 * @param severity for paging: zero unless this reading is news; comparable between series
 * @param alert whether it is one to tell at the series' sensitivity: worth it, and worse than what was told lately
 * @param learning how much of the warm-up is over, 0 to 1; below 1 nothing pages
 */
public record Verdict(double score, double severity, boolean alert, double learning) {}
