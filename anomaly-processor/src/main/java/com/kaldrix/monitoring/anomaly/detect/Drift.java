package com.kaldrix.monitoring.anomaly.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Locale;

/**
 * A decline or growth so slow that each reading is like the one before it. The level of late is held against what it used to be
 * before that: levels count as usual only some time after they were seen, so that a slow change cannot teach the detector to
 * take it for usual while it goes on.
 */
public final class Drift implements Detector {
    /** One level in so many readings is remembered; those between are hardly another. */
    private static final int STRIDE = 8;

    private static final int WARM = 8;
    private static final double CAP = 100;

    private final double rate;
    private final double memory;
    private final double[] waiting;
    private final Spread floor = new Spread();
    private double level;
    private double mean;
    private double spread;
    private boolean begun;
    private int between;
    private int seen;
    private int known;

    /**
     * @param rate weight of the newest reading in the level of late
     * @param behind readings after which a level counts as usual
     * @param memory weight of the newest level in what is usual
     */
    public Drift(double rate, int behind, double memory) {
        this.rate = rate;
        this.memory = memory * STRIDE;
        waiting = new double[Math.max(1, behind / STRIDE)];
    }

    @Override
    public String name() {
        return "drift";
    }

    @Override
    public double observe(Reading reading) {
        if (reading.isGap()) {
            return Double.NaN;
        }
        double now = begun ? level + rate * (reading.value() - level) : reading.value();
        double strange = known < WARM ? Double.NaN : Spread.ratio(Math.abs(now - mean), floor.floor(spread), CAP);
        level = now;
        begun = true;
        if (reading.learn() && ++between == STRIDE) {
            between = 0;
            learn(now);
        }
        return strange;
    }

    private void learn(double now) {
        int place = seen % waiting.length;
        if (seen >= waiting.length) {
            double usual = waiting[place];
            known++;
            double share = Math.max(memory, 1.0 / known);
            double distance = known == 1 ? 0 : usual - mean;
            mean = usual - distance + share * distance;
            // The mean absolute deviation of a normal distribution is 0.8 of its standard deviation.
            spread += share * (Math.abs(distance) / 0.8 - spread);
            floor.learn(Math.abs(distance), usual);
        }
        waiting[place] = now;
        // Never negative, however long the series lives.
        seen = seen == 2 * waiting.length - 1 ? waiting.length : seen + 1;
    }

    @Override
    public String evidence() {
        return String.format(
                Locale.ROOT,
                "the level has moved little by little %s to %.4g, %.1f standard deviations from the %.4g that was usual",
                level < mean ? "down" : "up",
                level,
                Spread.ratio(Math.abs(level - mean), floor.floor(spread), CAP),
                mean);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeDouble(level);
        out.writeDouble(mean);
        out.writeDouble(spread);
        out.writeBoolean(begun);
        out.writeByte(between);
        out.writeInt(seen);
        out.writeInt(known);
        for (int i = 0; i < Math.min(seen, waiting.length); i++) {
            out.writeDouble(waiting[i]);
        }
        floor.save(out);
    }

    @Override
    public void load(DataInput in) throws IOException {
        level = in.readDouble();
        mean = in.readDouble();
        spread = in.readDouble();
        begun = in.readBoolean();
        between = in.readByte();
        seen = in.readInt();
        known = in.readInt();
        for (int i = 0; i < Math.min(seen, waiting.length); i++) {
            waiting[i] = in.readDouble();
        }
        floor.load(in);
    }
}
