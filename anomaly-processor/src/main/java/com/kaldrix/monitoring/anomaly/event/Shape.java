package com.kaldrix.monitoring.anomaly.event;

import com.kaldrix.monitoring.anomaly.anomaly.Trace;
import java.util.HashMap;
import java.util.Map;

/** Whether two series went the same way around an anomaly. */
final class Shape {
    private static final int FEWEST = 20;
    private static final double ALIKE = 0.9;
    private static final long ROW_MILLIS = 10_000;

    private Shape() {}

    /** Whether they correlate, up or down, where both have readings; false when those are too few. */
    static boolean isAlike(Trace one, Trace other) {
        Map<Long, Double> values = new HashMap<>();
        for (Trace.Reading reading : other.readings()) {
            if (Float.isFinite(reading.value())) {
                values.put(Math.floorDiv(reading.time(), ROW_MILLIS), (double) reading.value());
            }
        }
        int count = 0;
        double sumX = 0;
        double sumY = 0;
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (Trace.Reading reading : one.readings()) {
            Double y = values.get(Math.floorDiv(reading.time(), ROW_MILLIS));
            if (y != null && Float.isFinite(reading.value())) {
                double x = reading.value();
                count++;
                double apartX = x - sumX / Math.max(1, count - 1);
                double apartY = y - sumY / Math.max(1, count - 1);
                sumX += x;
                sumY += y;
                // Welford's updates, so that large values with small differences lose nothing.
                double after = (count - 1.0) / count;
                if (count > 1) {
                    xx += apartX * apartX * after;
                    yy += apartY * apartY * after;
                    xy += apartX * apartY * after;
                }
            }
        }
        return count >= FEWEST && xx > 0 && yy > 0 && Math.abs(xy) >= ALIKE * Math.sqrt(xx * yy);
    }
}
