package com.kaldrix.monitoring.anomaly.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Locale;

/**
 * The last readings as a shape that never was: their Euclidean distance to the most similar stretch of the same length in what
 * is remembered, which is the left matrix profile (Yeh et al. 2016, "Matrix Profile I"; Lu et al. 2022, "DAMP"). The products of
 * the last stretch with each earlier one follow from those before it at the cost of two multiplications, so that a reading
 * costs the same whatever the length. A stretch that holds readings not to be learnt from is no like of any other.
 */
public final class Discord implements Detector {
    /** Values beyond so many units of the first ones are as far away as can be. */
    private static final double FAR = 1e4;

    private static final int FIRST = 32;

    private final Shape shape;
    private final int length;
    private final int memory;
    private final int ring;
    /** Newest first and each twice, so that any stretch lies in one piece. */
    private final double[] values;

    /** Of the stretch that ends with the reading at this place; infinite when it is no like of any other. */
    private final double[] squares;

    private final double[] sums;
    /** Of the last stretch with the one that ends so many readings before it. */
    private final double[] products;

    private final SortedWindow first = new SortedWindow(FIRST);
    private int head;
    private long seen;
    private double square;
    private double sum;
    private int barred;
    private double origin;
    private double unit;
    private double strange = Double.NaN;

    /**
     * What is compared.
     *
     * @param name of the detector
     * @param length readings that make a shape
     * @param memory readings in which its like is looked for
     * @param levelled whether shapes are compared without their levels
     */
    public record Shape(String name, int length, int memory, boolean levelled) {}

    public Discord(Shape shape) {
        this.shape = shape;
        length = shape.length();
        memory = shape.memory();
        ring = memory + length;
        values = new double[2 * ring];
        squares = new double[2 * ring];
        sums = new double[2 * ring];
        products = new double[memory];
    }

    @Override
    public String name() {
        return shape.name();
    }

    @Override
    public double observe(Reading reading) {
        if (reading.isGap()) {
            return Double.NaN;
        }
        strange = Double.NaN;
        if (unit == 0 && !begin(reading)) {
            return Double.NaN;
        }
        barred = reading.learn() ? Math.max(0, barred - 1) : length;
        push(Math.clamp((reading.value() - origin) / unit, -FAR, FAR));
        if (seen >= 3L * length + FIRST) {
            double nearest = nearest();
            strange = nearest == Double.POSITIVE_INFINITY ? Double.NaN : Math.sqrt(Math.max(0, nearest) / length);
        }
        return strange;
    }

    /** The first readings say where the series lies and how wide it is. */
    private boolean begin(Reading reading) {
        if (first.size() == FIRST) {
            origin = first.median();
            double mean = 0;
            for (int i = 0; i < FIRST; i++) {
                mean += Math.abs(first.inOrder(i) - origin) / FIRST;
            }
            unit = Math.max(first.deviation(), mean);
            if (unit <= 1e-9 * Math.abs(origin)) {
                unit = Math.abs(reading.value() - origin);
            }
            if (unit > 1e-9 * Math.abs(origin)) {
                return true;
            }
            unit = 0;
        }
        if (reading.learn()) {
            first.add(reading.value());
        }
        return false;
    }

    private void push(double value) {
        head = head == 0 ? ring - 1 : head - 1;
        double old = seen < length ? 0 : values[head + length];
        square = Math.max(0, square + value * value - old * old);
        sum += value - old;
        put(values, value);
        put(squares, barred > 0 ? Double.POSITIVE_INFINITY : square);
        put(sums, sum);
        seen++;
        for (int lag = 0; lag < memory; lag++) {
            products[lag] += value * values[head + lag] - old * values[head + length + lag];
        }
    }

    private void put(double[] twice, double value) {
        twice[head] = value;
        twice[head + ring] = value;
    }

    private double nearest() {
        int to = (int) Math.min(memory, seen - length + 1);
        double best = Double.POSITIVE_INFINITY;
        if (!shape.levelled()) {
            for (int lag = length; lag < to; lag++) {
                best = Math.min(best, squares[head + lag] - 2 * products[lag]);
            }
            return square + best;
        }
        double share = 1.0 / length;
        double twice = 2 * share * sum;
        for (int lag = length; lag < to; lag++) {
            double other = sums[head + lag];
            best = Math.min(best, squares[head + lag] + other * (twice - share * other) - 2 * products[lag]);
        }
        return square - share * sum * sum + best;
    }

    @Override
    public String evidence() {
        return Double.isNaN(strange)
                ? "shapes are still being learnt"
                : String.format(
                        Locale.ROOT,
                        "no stretch among the last %d readings is like the last %d: the most similar one is off by %.3g on average",
                        Math.min(seen, memory),
                        length,
                        strange * unit);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        first.save(out);
        out.writeDouble(origin);
        out.writeDouble(unit);
        out.writeLong(seen);
        out.writeInt(head);
        out.writeInt(barred);
        out.writeDouble(square);
        out.writeDouble(sum);
        for (int i = 0; i < Math.min(seen, ring); i++) {
            int at = (head + i) % ring;
            out.writeDouble(values[at]);
            out.writeDouble(squares[at]);
            out.writeDouble(sums[at]);
        }
        for (int lag = 0; lag < Math.min(seen, memory); lag++) {
            out.writeDouble(products[lag]);
        }
    }

    @Override
    public void load(DataInput in) throws IOException {
        first.load(in);
        origin = in.readDouble();
        unit = in.readDouble();
        seen = in.readLong();
        head = in.readInt();
        barred = in.readInt();
        square = in.readDouble();
        sum = in.readDouble();
        for (int i = 0; i < Math.min(seen, ring); i++) {
            int at = (head + i) % ring;
            values[at] = in.readDouble();
            values[at + ring] = values[at];
            squares[at] = in.readDouble();
            squares[at + ring] = squares[at];
            sums[at] = in.readDouble();
            sums[at + ring] = sums[at];
        }
        for (int lag = 0; lag < Math.min(seen, memory); lag++) {
            products[lag] = in.readDouble();
        }
    }
}
