package com.kaldrix.monitoring.anomaly.detect;

/**
 * One reading of a series, with what the calendar says about its time.
 *
 * @param time epoch milliseconds; never before the reading before
 * @param value NaN is a gap: the reading was due and had no value
 * @param hourOfWeek 0 to 167 in the series' own time zone, Monday 00:00 first, so that daylight saving moves no profile
 * @param hourFraction how far the hour has gone, 0 to 1
 * @param learn false within excluded time ranges and marked incidents: score it, learn nothing from it
 */
public record Reading(long time, double value, int hourOfWeek, double hourFraction, boolean learn) {

    public boolean isGap() {
        return Double.isNaN(value);
    }

    public int hourOfDay() {
        return hourOfWeek % 24;
    }
}
