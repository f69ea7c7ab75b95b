package com.kaldrix.monitoring.anomaly.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Locale;

/** Residual to what is usual at this hour of the day and week, in units of the usual residual. */
public final class Seasonal implements Detector {
    private static final double CAP = 1000;

    private final HourProfile profile = new HourProfile();
    private final Spread spread = new Spread();
    private double last;
    private double expected = Double.NaN;
    private double scale;

    @Override
    public String name() {
        return "seasonal";
    }

    @Override
    public double observe(Reading reading) {
        if (reading.isGap()) {
            return Double.NaN;
        }
        last = reading.value();
        expected = profile.expected(reading);
        double residual = last - expected;
        double strange = Double.NaN;
        if (!Double.isNaN(expected)) {
            scale = spread.floor(profile.spread(reading));
            strange = Spread.ratio(Math.abs(residual), scale, CAP);
        }
        if (reading.learn()) {
            profile.learn(reading, residual);
            if (!Double.isNaN(residual)) {
                spread.learn(Math.min(Math.abs(residual), scale > 0 ? 5 * scale : Double.MAX_VALUE), last);
            }
        }
        return strange;
    }

    /** What was expected at the last reading; NaN when nothing was. */
    public double expected() {
        return expected;
    }

    /** The usual residual at the last reading. */
    public double scale() {
        return scale;
    }

    @Override
    public String evidence() {
        return Double.isNaN(expected)
                ? "this hour was not seen often enough yet"
                : String.format(
                        Locale.ROOT,
                        "%.4g where %.4g is usual at this hour, a miss %.1f times the usual one",
                        last,
                        expected,
                        Spread.ratio(Math.abs(last - expected), scale, CAP));
    }

    @Override
    public void save(DataOutput out) throws IOException {
        profile.save(out);
        spread.save(out);
    }

    @Override
    public void load(DataInput in) throws IOException {
        profile.load(in);
        spread.load(in);
    }
}
