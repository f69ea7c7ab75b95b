package com.kaldrix.monitoring.anomaly.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Locale;

/** Movement of late against movement in the long run: a series that trembles, or has gone quiet, at its usual level. */
public final class Volatility implements Detector {
    private static final int WARM = 64;
    private static final double CAP = 10;

    private final double shortRate;
    private final double longRate;
    private double shortMove;
    private double longMove;
    private double last = Double.NaN;
    private int seen;

    public Volatility(double shortRate, double longRate) {
        this.shortRate = shortRate;
        this.longRate = longRate;
    }

    @Override
    public String name() {
        return "volatility";
    }

    @Override
    public double observe(Reading reading) {
        if (reading.isGap()) {
            return Double.NaN;
        }
        double step = Double.isNaN(last) ? 0 : Math.abs(reading.value() - last);
        last = reading.value();
        if (longMove > 0 && seen >= WARM) {
            // One giant step is a jump, which another detector sees; here many steps count.
            step = Math.min(step, 5 * longMove);
        }
        double share = Math.max(shortRate, 1.0 / (seen + 1));
        shortMove += share * (step - shortMove);
        double strange = seen < WARM || longMove == 0 ? Double.NaN : Math.min(CAP, Math.abs(Math.log(ratio())));
        if (reading.learn()) {
            seen++;
            longMove += Math.max(longRate, 1.0 / seen) * (step - longMove);
        }
        return strange;
    }

    private double ratio() {
        return Math.max(shortMove, 1e-6 * longMove) / longMove;
    }

    @Override
    public String evidence() {
        return String.format(Locale.ROOT, "moves %.2g times as much as usual", longMove == 0 ? 1 : ratio());
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeDouble(shortMove);
        out.writeDouble(longMove);
        out.writeDouble(last);
        out.writeInt(seen);
    }

    @Override
    public void load(DataInput in) throws IOException {
        shortMove = in.readDouble();
        longMove = in.readDouble();
        last = in.readDouble();
        seen = in.readInt();
    }
}
