package com.kaldrix.monitoring.anomaly.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Locale;

/** Outside everything seen so far, in shares of the range seen. */
public final class Extreme implements Detector {
    private static final int WARM = 64;
    private static final double CAP = 10;
    /** So little of the range beyond it is rounding. */
    private static final double ROUNDING = 0.01;

    private double least = Double.POSITIVE_INFINITY;
    private double most = Double.NEGATIVE_INFINITY;
    private int seen;
    private double last;
    private double beyond;

    @Override
    public String name() {
        return "extreme";
    }

    @Override
    public double observe(Reading reading) {
        if (reading.isGap()) {
            return Double.NaN;
        }
        last = reading.value();
        beyond = Math.max(0, Math.max(last - most, least - last));
        double strange = seen < WARM ? Double.NaN : Math.max(0, Spread.ratio(beyond, most - least, CAP) - ROUNDING);
        if (reading.learn()) {
            seen++;
            least = Math.min(least, last);
            most = Math.max(most, last);
        }
        return strange;
    }

    @Override
    public String evidence() {
        return beyond == 0
                ? "within the range seen so far"
                : String.format(Locale.ROOT, "%.4g, beyond everything seen so far by %.4g", last, beyond);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeDouble(least);
        out.writeDouble(most);
        out.writeInt(seen);
    }

    @Override
    public void load(DataInput in) throws IOException {
        least = in.readDouble();
        most = in.readDouble();
        seen = in.readInt();
    }
}
