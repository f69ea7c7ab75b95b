package com.kaldrix.monitoring.anomaly.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Locale;

/**
 * Adds up small departures from the long-run level until they cannot be chance: the two-sided cumulative sum of Page (1954).
 */
public final class LevelShift implements Detector {
    private static final int WARM = 64;
    private static final double SLACK = 0.5;
    private static final double CLIP = 4;

    private final double rate;
    private double mean;
    private double spread;
    private double up;
    private double down;
    private int seen;

    public LevelShift(double rate) {
        this.rate = rate;
    }

    @Override
    public String name() {
        return "level-shift";
    }

    @Override
    public double observe(Reading reading) {
        if (reading.isGap()) {
            return Double.NaN;
        }
        double distance = reading.value() - mean;
        double z = seen == 0 ? 0 : Math.copySign(Spread.ratio(Math.abs(distance), spread, CLIP), distance);
        double nextUp = Math.max(0, up + z - SLACK);
        double nextDown = Math.max(0, down - z - SLACK);
        if (reading.learn()) {
            learn(reading.value(), distance);
        }
        if (seen < WARM) {
            return Double.NaN;
        }
        up = nextUp;
        down = nextDown;
        return Math.max(up, down);
    }

    private void learn(double value, double distance) {
        seen++;
        double share = Math.max(rate, 1.0 / seen);
        double limit = seen <= WARM || spread == 0 ? Double.POSITIVE_INFINITY : CLIP * spread;
        if (seen == 1) {
            mean = value;
            return;
        }
        double clipped = Math.clamp(distance, -limit, limit);
        mean += share * clipped;
        // The mean absolute deviation of a normal distribution is 0.8 of its standard deviation.
        spread += share * (Math.abs(clipped) / 0.8 - spread);
    }

    @Override
    public String evidence() {
        return String.format(
                Locale.ROOT,
                "the level has moved %s from %.4g, by a sum of %.0f standard deviations",
                up >= down ? "up" : "down",
                mean,
                Math.max(up, down));
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeDouble(mean);
        out.writeDouble(spread);
        out.writeDouble(up);
        out.writeDouble(down);
        out.writeInt(seen);
    }

    @Override
    public void load(DataInput in) throws IOException {
        mean = in.readDouble();
        spread = in.readDouble();
        up = in.readDouble();
        down = in.readDouble();
        seen = in.readInt();
    }
}
