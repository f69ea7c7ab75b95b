package com.kaldrix.monitoring.anomaly.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Locale;

/**
 * Z-score analysis that a few outliers do not blind: distance from the median of the last readings in units of their median
 * absolute deviation (Iglewicz and Hoaglin 1993).
 */
public final class RobustZ implements Detector {
    private static final int WARM = 32;
    private static final double CAP = 1000;

    private final SortedWindow window;
    private final Spread spread = new Spread();
    private double last;
    private double median;
    private double scale;

    public RobustZ(int window) {
        this.window = new SortedWindow(window);
    }

    @Override
    public String name() {
        return "robust-z";
    }

    @Override
    public double observe(Reading reading) {
        if (reading.isGap()) {
            return Double.NaN;
        }
        double strange = Double.NaN;
        last = reading.value();
        if (window.size() >= WARM) {
            median = window.median();
            scale = spread.floor(window.deviation());
            strange = Spread.ratio(Math.abs(last - median), scale, CAP);
        }
        if (reading.learn()) {
            window.add(last);
            spread.learn(Math.abs(last - window.median()), last);
        }
        return strange;
    }

    @Override
    public String evidence() {
        return String.format(
                Locale.ROOT,
                "%.4g is %.1f robust standard deviations %s the median %.4g of the last readings",
                last,
                Spread.ratio(Math.abs(last - median), scale, CAP),
                last < median ? "below" : "above",
                median);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        window.save(out);
        spread.save(out);
    }

    @Override
    public void load(DataInput in) throws IOException {
        window.load(in);
        spread.load(in);
    }
}
