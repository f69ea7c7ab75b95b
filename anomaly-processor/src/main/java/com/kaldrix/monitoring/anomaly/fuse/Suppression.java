package com.kaldrix.monitoring.anomaly.fuse;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Alerts again only if worse within so many readings: one event per anomaly. Worse is by half, because a smoothed severity
 * climbs for some readings, and each of them is a little worse than the one before.
 */
public final class Suppression {
    private static final double WORSE = 1.5;

    private final int quiet;
    private double worst;
    private long since = Long.MAX_VALUE / 2;

    public Suppression(int quiet) {
        this.quiet = quiet;
    }

    /** The severity when it is news, else 0. */
    public double pass(double severity) {
        since++;
        if (severity > 0 && (since > quiet || severity > WORSE * worst)) {
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
