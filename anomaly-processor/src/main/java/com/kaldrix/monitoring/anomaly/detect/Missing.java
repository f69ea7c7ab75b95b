package com.kaldrix.monitoring.anomaly.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Data that should have come and did not: readings without a value, or a time between readings that is far longer than usual.
 * A reading that is merely late is within the usual jitter and says nothing.
 */
public final class Missing implements Detector {
    private static final int WARM = 32;
    private static final double LATE = 2;
    private static final double RATE = 0.02;

    private long last = Long.MIN_VALUE;
    private double interval;
    private double longest;
    private int seen;
    private int run;
    private double absent;

    @Override
    public String name() {
        return "missing";
    }

    @Override
    public double observe(Reading reading) {
        double elapsed = last == Long.MIN_VALUE ? 0 : (double) reading.time() - last;
        if (reading.isGap()) {
            run++;
            absent = Math.max(run, interval > 0 ? elapsed / interval : run);
        } else {
            absent = interval > 0 ? elapsed / interval - 1 : 0;
        }
        double strange = seen < WARM ? Double.NaN : strangeness();
        if (!reading.isGap()) {
            learn(reading, elapsed);
        }
        return strange;
    }

    private double strangeness() {
        return absent < LATE ? 0 : Math.max(0, Math.log(absent / Math.max(longest, 1)) / Math.log(2));
    }

    private void learn(Reading reading, double elapsed) {
        if (reading.learn()) {
            if (seen > 0) {
                double typical = seen < WARM || interval == 0 ? elapsed : Math.min(elapsed, LATE * interval);
                interval += Math.max(RATE, 1.0 / seen) * (typical - interval);
                longest = Math.max(longest * 0.999, seen < WARM ? 0 : absent);
            }
            seen++;
        }
        last = reading.time();
        run = 0;
    }

    @Override
    public String evidence() {
        return absent < LATE
                ? "data arrives as usual"
                : "no data for %.0f times the usual interval of %.0f seconds".formatted(absent, interval / 1000);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeLong(last);
        out.writeDouble(interval);
        out.writeDouble(longest);
        out.writeInt(seen);
        out.writeInt(run);
    }

    @Override
    public void load(DataInput in) throws IOException {
        last = in.readLong();
        interval = in.readDouble();
        longest = in.readDouble();
        seen = in.readInt();
        run = in.readInt();
    }
}
