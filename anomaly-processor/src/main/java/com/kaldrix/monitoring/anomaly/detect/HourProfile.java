package com.kaldrix.monitoring.anomaly.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What is usual at each hour of the day and, once two weeks are known, of the week: mean and mean absolute deviation. Between
 * the middles of two hours the mean is interpolated, so that a steep morning is no residual.
 */
final class HourProfile {
    static final int DAY = 24;
    static final int WEEK = 168;
    private static final long HOUR = 3_600_000;
    /** How many visits of an hour are remembered. */
    private static final double VISITS = 8;

    private static final double CLIP = 4;

    private final float[] mean = new float[DAY + WEEK];
    private final float[] spread = new float[DAY + WEEK];
    private final short[] visits = new short[DAY + WEEK];
    private double origin = Double.NaN;
    private double unit = 1;
    private long visit = Long.MIN_VALUE;
    private double perHour = 1;
    private double inHour;

    /** The mean expected at this time; NaN while the hour was not seen on two days. */
    double expected(Reading reading) {
        boolean weekly = known(DAY + reading.hourOfWeek());
        if (!weekly && !known(reading.hourOfDay())) {
            return Double.NaN;
        }
        int step = reading.hourFraction() < 0.5 ? -1 : 1;
        double far = Math.abs(reading.hourFraction() - 0.5);
        int here = weekly ? DAY + reading.hourOfWeek() : reading.hourOfDay();
        int there = weekly
                ? DAY + Math.floorMod(reading.hourOfWeek() + step, WEEK)
                : Math.floorMod(reading.hourOfDay() + step, DAY);
        double value = known(there) ? mean[here] * (1 - far) + mean[there] * far : mean[here];
        return origin + value * unit;
    }

    /** The mean absolute deviation at this time, in the series' unit. */
    double spread(Reading reading) {
        boolean weekly = known(DAY + reading.hourOfWeek());
        return spread[weekly ? DAY + reading.hourOfWeek() : reading.hourOfDay()] * unit;
    }

    private boolean known(int slot) {
        return visits[slot] >= 2;
    }

    void learn(Reading reading, double residual) {
        if (Double.isNaN(origin)) {
            origin = reading.value();
            unit = Math.max(Math.abs(origin), Double.MIN_NORMAL);
        }
        long hour = Math.floorDiv(reading.time(), HOUR);
        boolean first = hour != visit;
        if (first) {
            if (visit != Long.MIN_VALUE && inHour > 0) {
                perHour += 0.2 * (inHour - perHour);
            }
            visit = hour;
            inHour = 0;
        }
        inHour++;
        learn(reading.hourOfDay(), reading.value(), residual, first);
        learn(DAY + reading.hourOfWeek(), reading.value(), residual, first);
    }

    private void learn(int slot, double value, double residual, boolean first) {
        if (first && visits[slot] < Short.MAX_VALUE) {
            visits[slot]++;
        }
        double scaled = (value - origin) / unit;
        double known = Math.max(1, Math.min(visits[slot], VISITS) - 1);
        double share = visits[slot] <= 1 ? 1 / inHour : 1 / (known * Math.max(perHour, 1) + 1);
        double step = scaled - mean[slot];
        if (known(slot) && spread[slot] > 0) {
            step = Math.clamp(step, -CLIP * 2 * spread[slot], CLIP * 2 * spread[slot]);
        }
        mean[slot] += (float) (share * step);
        double miss = Double.isNaN(residual) ? Math.abs(step) : Math.abs(residual / unit);
        if (known(slot) && spread[slot] > 0) {
            miss = Math.min(miss, CLIP * 2 * spread[slot]);
        }
        spread[slot] += (float) (share * (miss - spread[slot]));
    }

    void save(DataOutput out) throws IOException {
        out.writeDouble(origin);
        out.writeDouble(unit);
        out.writeLong(visit);
        out.writeDouble(perHour);
        out.writeDouble(inHour);
        for (int i = 0; i < DAY + WEEK; i++) {
            out.writeShort(visits[i]);
            if (visits[i] > 0) {
                out.writeFloat(mean[i]);
                out.writeFloat(spread[i]);
            }
        }
    }

    void load(DataInput in) throws IOException {
        origin = in.readDouble();
        unit = in.readDouble();
        visit = in.readLong();
        perHour = in.readDouble();
        inHour = in.readDouble();
        for (int i = 0; i < DAY + WEEK; i++) {
            visits[i] = in.readShort();
            mean[i] = visits[i] > 0 ? in.readFloat() : 0;
            spread[i] = visits[i] > 0 ? in.readFloat() : 0;
        }
    }
}
