package com.kaldrix.monitoring.anomaly.backtest;

import java.util.List;

/**
 * How well alerts meet labelled events: an event is found when an alert falls on it or within the tolerance after or before
 * it; an alert that falls on none is false. Several alerts on one event count once.
 *
 * @param found labelled events with an alert
 * @param missed labelled events without
 * @param falseAlerts alerts on no event
 */
public record EventScore(int found, int missed, int falseAlerts) {

    public static EventScore of(boolean[] alerts, List<int[]> events, int tolerance) {
        boolean[] met = new boolean[events.size()];
        int wrong = 0;
        for (int i = 0; i < alerts.length; i++) {
            if (alerts[i] && !meets(i, events, tolerance, met)) {
                wrong++;
            }
        }
        int found = 0;
        for (boolean event : met) {
            found += event ? 1 : 0;
        }
        return new EventScore(found, events.size() - found, wrong);
    }

    private static boolean meets(int row, List<int[]> events, int tolerance, boolean[] met) {
        boolean any = false;
        for (int e = 0; e < met.length; e++) {
            if (row >= events.get(e)[0] - tolerance && row <= events.get(e)[1] + tolerance) {
                met[e] = true;
                any = true;
            }
        }
        return any;
    }

    public EventScore plus(EventScore other) {
        return new EventScore(found + other.found, missed + other.missed, falseAlerts + other.falseAlerts);
    }

    public double precision() {
        return found + falseAlerts == 0 ? 1 : (double) found / (found + falseAlerts);
    }

    public double recall() {
        return found + missed == 0 ? 1 : (double) found / (found + missed);
    }

    /** The harmonic mean of precision and recall. */
    public double f1() {
        double sum = 2.0 * found + missed + falseAlerts;
        return sum == 0 ? 1 : 2 * found / sum;
    }
}
