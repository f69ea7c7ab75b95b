package com.kaldrix.monitoring.anomaly.fuse;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Alerts again only if worse within so many readings: one event per anomaly. Worse is by a given factor, because a
 * severity climbs for some readings, and each of them is a little worse than the one before.
 */
public final class Suppression {
    private final int quiet;
    private final double worse;
    private double worst;
    private long since = Long.MAX_VALUE / 2;

    /**
     * A rule for one series.
     *
     * @param quiet readings after an alert in which only worse is news
     * @param worse by which factor
     */
    public Suppression(int quiet, double worse) {
        this.quiet = quiet;
        this.worse = worse;
    }

    /** The severity when it is news, else 0. */
    public double pass(double severity) {
        since++;
        if (severity > 0 && (since > quiet || severity > worse * worst)) {
            worst = severity;
            since = 0;
            return severity;
        }
        return 0;
    }

    public void save(DataOutput out) throws IOException {
        out.writeDouble(worst);
        out.writeLong(since);
    }

    public void load(DataInput in) throws IOException {
        worst = in.readDouble();
        since = in.readLong();
    }
}
