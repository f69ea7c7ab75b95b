package com.kaldrix.monitoring.anomaly.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Locale;

/**
 * Finds a period that no calendar knows, by autocorrelation of what was seen, and compares each reading with its like one and
 * two periods ago. Looks for the period anew as the series grows, at a bounded cost per reading.
 */
public final class Periodic implements Detector {
    private static final int FIRST_LOOK = 256;
    private static final double CAP = 1000;
    /** Below this correlation a peak is chance. */
    private static final double CORRELATED = 0.4;

    private final double[] ring;
    private final Spread spread = new Spread();
    private long seen;
    private long nextLook = FIRST_LOOK;
    private int period;
    private double last;
    private double expected = Double.NaN;

    public Periodic(int memory) {
        ring = new double[memory];
    }

    @Override
    public String name() {
        return "periodic";
    }

    @Override
    public double observe(Reading reading) {
        if (reading.isGap()) {
            return Double.NaN;
        }
        last = reading.value();
        double strange = Double.NaN;
        expected = Double.NaN;
        if (period > 0 && seen >= 2L * period + 2) {
            double one = nearest(period);
            double two = nearest(2 * period);
            expected = Math.abs(one - last) < Math.abs(two - last) ? one : two;
            double miss = Math.abs(last - expected);
            double scale = spread.floor(0);
            strange = scale > 0 ? Spread.ratio(miss, 2 * scale, CAP) : miss == 0 ? 0 : Double.NaN;
            if (reading.learn()) {
                spread.learn(scale > 0 ? Math.min(miss, 10 * scale) : miss, last);
            }
        }
        ring[(int) (seen % ring.length)] = last;
        seen++;
        if (seen >= nextLook) {
            look();
            nextLook = Math.min(seen * 2, seen + ring.length / 2);
        }
        return strange;
    }

    /** The value nearest to the last one within two readings of so many ago. */
    private double nearest(int ago) {
        double best = Double.NaN;
        for (int shift = -2; shift <= 2; shift++) {
            long at = seen - ago + shift;
            if (at >= 0 && at < seen && seen - at < ring.length) {
                double value = ring[(int) (at % ring.length)];
                if (Double.isNaN(best) || Math.abs(value - last) < Math.abs(best - last)) {
                    best = value;
                }
            }
        }
        return best;
    }

    private void look() {
        int size = (int) Math.min(seen, ring.length);
        double[] values = new double[size];
        double mean = 0;
        for (int i = 0; i < size; i++) {
            values[i] = ring[(int) ((seen - size + i) % ring.length)];
            mean += values[i] / size;
        }
        double power = 0;
        for (int i = 0; i < size; i++) {
            values[i] -= mean;
            power += values[i] * values[i] / size;
        }
        period = power == 0 ? 0 : strongest(values, power);
    }

    /** The lag of the highest autocorrelation behind the first time that it fell to zero; 0 for none. */
    private static int strongest(double[] values, double power) {
        boolean fell = false;
        double best = CORRELATED;
        int lag = 0;
        for (int k = 2; k <= values.length * 2 / 5; k++) {
            double sum = 0;
            for (int i = k; i < values.length; i++) {
                sum += values[i] * values[i - k];
            }
            double correlation = sum / (values.length - k) / power;
            fell |= correlation < 0.2;
            // A multiple of the period correlates a little better by chance; the shorter one is meant.
            if (fell && correlation > best + (lag > 0 ? 0.05 : 0)) {
                best = correlation;
                lag = k;
            } else if (fell && lag > 0 && k - lag < 3 && correlation > best) {
                best = correlation;
                lag = k;
            }
        }
        return lag;
    }

    @Override
    public String evidence() {
        return Double.isNaN(expected)
                ? "no period is known"
                : String.format(
                        Locale.ROOT,
                        "%.4g where %.4g was one or two periods of %d readings ago",
                        last,
                        expected,
                        period);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeLong(seen);
        out.writeLong(nextLook);
        out.writeInt(period);
        spread.save(out);
        for (int i = 0; i < Math.min(seen, ring.length); i++) {
            out.writeDouble(ring[i]);
        }
    }

    @Override
    public void load(DataInput in) throws IOException {
        seen = in.readLong();
        nextLook = in.readLong();
        period = in.readInt();
        spread.load(in);
        for (int i = 0; i < Math.min(seen, ring.length); i++) {
            ring[i] = in.readDouble();
        }
    }
}
