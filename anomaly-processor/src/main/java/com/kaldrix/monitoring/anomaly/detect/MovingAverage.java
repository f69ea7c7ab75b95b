package com.kaldrix.monitoring.anomaly.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Locale;

/**
 * Residual to an exponentially weighted level and trend (Holt 1957), in units of its mean absolute size. A residual is clipped
 * before it is learnt, so that one spike does not pull the level after it.
 */
public final class MovingAverage implements Detector {
    private static final int WARM = 32;
    private static final double CAP = 1000;
    private static final double CLIP = 5;

    private final double levelRate;
    private final double trendRate;
    private final double spreadRate;
    private double level;
    private double trend;
    private double spread;
    private final Spread width = new Spread();
    private int seen;
    private double last;
    private double expected;

    public MovingAverage(double levelRate, double trendRate, double spreadRate) {
        this.levelRate = levelRate;
        this.trendRate = trendRate;
        this.spreadRate = spreadRate;
    }

    @Override
    public String name() {
        return "moving-average";
    }

    @Override
    public double observe(Reading reading) {
        if (reading.isGap()) {
            return Double.NaN;
        }
        last = reading.value();
        if (seen == 0) {
            level = last;
        }
        expected = level + trend;
        double residual = last - expected;
        double strange = seen < WARM ? Double.NaN : Spread.ratio(Math.abs(residual), width.floor(spread), CAP);
        if (reading.learn()) {
            learn(residual);
        }
        return strange;
    }

    private void learn(double residual) {
        seen++;
        double limit = seen <= WARM || spread == 0 ? Double.POSITIVE_INFINITY : CLIP * spread;
        double clipped = Math.clamp(residual, -limit, limit);
        double before = level;
        level = expected + Math.max(levelRate, 1.0 / seen) * clipped;
        trend += trendRate * (level - before - trend);
        spread += Math.max(spreadRate, 1.0 / seen) * (Math.abs(clipped) - spread);
        width.learn(Math.abs(clipped), last);
    }

    @Override
    public String evidence() {
        return String.format(
                Locale.ROOT,
                "%.4g where the moving average expects %.4g, a miss %.1f times the usual one",
                last,
                expected,
                Spread.ratio(Math.abs(last - expected), spread, CAP));
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeDouble(level);
        out.writeDouble(trend);
        out.writeDouble(spread);
        width.save(out);
        out.writeInt(seen);
    }

    @Override
    public void load(DataInput in) throws IOException {
        level = in.readDouble();
        trend = in.readDouble();
        spread = in.readDouble();
        width.load(in);
        seen = in.readInt();
    }
}
