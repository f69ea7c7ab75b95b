package com.kaldrix.monitoring.anomaly.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Locale;

/** A step from one reading to the next, in units of the usual step: sudden spikes and dips whatever the level. */
public final class Jump implements Detector {
    private static final int WARM = 32;
    private static final double CAP = 1000;

    private final SortedWindow steps;
    private final Spread spread = new Spread();
    private double last = Double.NaN;
    private double before;
    private double scale;

    public Jump(int window) {
        steps = new SortedWindow(window);
    }

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
        if (steps.size() >= WARM) {
            scale = spread.floor(1.4826 * steps.median());
            strange = Spread.ratio(step, scale, CAP);
        }
        if (reading.learn()) {
            steps.add(step);
            spread.learn(step, last);
        }
        return strange;
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
        steps.save(out);
        spread.save(out);
        out.writeDouble(last);
    }

    @Override
    public void load(DataInput in) throws IOException {
        steps.load(in);
        spread.load(in);
        last = in.readDouble();
    }
}
