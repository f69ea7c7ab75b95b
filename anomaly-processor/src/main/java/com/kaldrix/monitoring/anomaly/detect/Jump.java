package com.kaldrix.monitoring.anomaly.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Locale;

/**
 * A step from one reading to the next, in units of the usual step: sudden spikes and dips whatever the level. The usual step is
 * the median, tracked as Robbins and Monro (1951) do, in constant state.
 */
public final class Jump implements Detector {
    private static final int WARM = 32;
    private static final double CAP = 1000;

    private static final double RATE = 0.01;
    private static final double CLIP = 10;

    private final Spread spread = new Spread();
    private double mean;
    private double median;
    private int seen;
    private double last = Double.NaN;
    private double before;
    private double scale;

    @Override
    public String name() {
        return "jump";
    }

    @Override
    public double observe(Reading reading) {
        if (reading.isGap()) {
            return Double.NaN;
        }
        before = last;
        last = reading.value();
        if (Double.isNaN(before)) {
            return Double.NaN;
        }
        double step = Math.abs(last - before);
        double strange = Double.NaN;
        if (seen >= WARM) {
            scale = spread.floor(1.4826 * median);
            strange = Spread.ratio(step, scale, CAP);
        }
        if (reading.learn()) {
            learn(step);
            spread.learn(step, last);
        }
        return strange;
    }

    private void learn(double step) {
        seen++;
        double share = Math.max(RATE, 1.0 / seen);
        mean += share * ((seen > WARM ? Math.min(step, CLIP * mean) : step) - mean);
        median = seen == 1 ? step : Math.max(0, median + share * Math.copySign(mean, step - median));
    }

    @Override
    public String evidence() {
        return String.format(
                Locale.ROOT,
                "a step from %.4g to %.4g, %.1f times the usual",
                before,
                last,
                Spread.ratio(Math.abs(last - before), scale, CAP));
    }

    @Override
    public void save(DataOutput out) throws IOException {
        spread.save(out);
        out.writeDouble(mean);
        out.writeDouble(median);
        out.writeInt(seen);
        out.writeDouble(last);
    }

    @Override
    public void load(DataInput in) throws IOException {
        spread.load(in);
        mean = in.readDouble();
        median = in.readDouble();
        seen = in.readInt();
        last = in.readDouble();
    }
}
