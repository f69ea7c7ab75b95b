package com.kaldrix.monitoring.anomaly.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;

/**
 * Outside all seen at this hour of the day and the hours beside it, in shares of the range seen there. A value that is usual
 * at noon is found at midnight.
 */
public final class HourNovelty implements Detector {
    private static final int DAY = 24;
    private static final long HOUR = 3_600_000;
    private static final double CAP = 10;
    /** So little of the range beyond it is rounding. */
    private static final double ROUNDING = 0.01;

    private final double[] least = new double[DAY];
    private final double[] most = new double[DAY];
    private final short[] visits = new short[DAY];
    private long visit = Long.MIN_VALUE;
    private double last;
    private double low;
    private double high;
    private double beyond;

    public HourNovelty() {
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        Arrays.fill(most, Double.NEGATIVE_INFINITY);
    }

    @Override
    public String name() {
        return "hour-novelty";
    }

    @Override
    public double observe(Reading reading) {
        if (reading.isGap()) {
            return Double.NaN;
        }
        last = reading.value();
        int hour = reading.hourOfDay();
        int before = (hour + DAY - 1) % DAY;
        int after = (hour + 1) % DAY;
        low = Math.min(least[hour], Math.min(least[before], least[after]));
        high = Math.max(most[hour], Math.max(most[before], most[after]));
        beyond = Math.max(0, Math.max(last - high, low - last));
        double strange = visits[hour] < 3 ? Double.NaN : Math.max(0, Spread.ratio(beyond, high - low, CAP) - ROUNDING);
        if (reading.learn()) {
            learn(reading, hour);
        }
        return strange;
    }

    private void learn(Reading reading, int hour) {
        long now = Math.floorDiv(reading.time(), HOUR);
        if (now != visit) {
            visit = now;
            if (visits[hour] < Short.MAX_VALUE) {
                visits[hour]++;
            }
        }
        least[hour] = Math.min(least[hour], last);
        most[hour] = Math.max(most[hour], last);
    }

    @Override
    public String evidence() {
        return beyond == 0 || Double.isInfinite(beyond)
                ? "within what was seen at this hour"
                : String.format(Locale.ROOT, "%.4g, outside all seen at this hour (%.4g to %.4g)", last, low, high);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeLong(visit);
        for (int i = 0; i < DAY; i++) {
            out.writeDouble(least[i]);
            out.writeDouble(most[i]);
            out.writeShort(visits[i]);
        }
    }

    @Override
    public void load(DataInput in) throws IOException {
        visit = in.readLong();
        for (int i = 0; i < DAY; i++) {
            least[i] = in.readDouble();
            most[i] = in.readDouble();
            visits[i] = in.readShort();
        }
    }
}
