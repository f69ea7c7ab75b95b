package com.kaldrix.monitoring.anomaly.correlate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Two series: how they usually go together, at which lag, and whether they do now. Correlations are compared on Fisher's scale
 * (the inverse hyperbolic tangent), on which their chance wanderings are about alike however strong they are; how wide those are
 * is learnt, for neighbouring readings are no independent ones. Of constant size.
 */
final class Pair {
    /** Rows of which the present correlation is made. */
    static final int WINDOW = 30;

    /** Rows by which one may follow the other. */
    static final int MOST_LAG = 6;

    /** Rows after which something can be expected. */
    static final int ENOUGH = 360;

    /** What correlates less is not expected to. */
    static final double STRONG = 0.7;

    private static final int LAGS = 2 * MOST_LAG + 1;
    private static final double SLOWLY = 1.0 / 2000;
    private static final double LEAST = 1.0;
    private static final double WIDTHS = 5;
    private static final int HOLDS = 6;

    /** So long after a break what is new counts as usual. */
    private static final int ACCEPTED = 360;

    private final double[] products = new double[LAGS];
    private double firstSquare;
    private double secondSquare;
    private long seen;
    private double wander = 0.2;
    private int beyond;
    private int within;
    private int brokenFor;
    private boolean broken;
    private double present = Double.NaN;
    private double apart;

    /** Takes the newest row of both. Products are summed over lags, so that it is seen who follows whom. */
    void add(Slot first, Slot second, int row) {
        double a = first.standard(row);
        double b = second.standard(row);
        if (Double.isNaN(a) || Double.isNaN(b)) {
            return;
        }
        if (!broken || brokenFor >= ACCEPTED) {
            learn(first, second, row, a, b);
        }
        judge(first, second, row);
    }

    private void learn(Slot first, Slot second, int row, double a, double b) {
        seen++;
        double share = Math.max(SLOWLY, 1.0 / seen);
        firstSquare += share * (a * a - firstSquare);
        secondSquare += share * (b * b - secondSquare);
        for (int lag = -MOST_LAG; lag <= MOST_LAG; lag++) {
            // At a positive lag the second follows the first.
            double x = lag > 0 ? first.standard(back(row, lag)) : a;
            double y = lag < 0 ? second.standard(back(row, -lag)) : b;
            if (!Double.isNaN(x) && !Double.isNaN(y)) {
                products[lag + MOST_LAG] += share * (x * y - products[lag + MOST_LAG]);
            }
        }
    }

    private static int back(int row, int by) {
        return Math.floorMod(row - by, Slot.ROWS);
    }

    private void judge(Slot first, Slot second, int row) {
        present = present(first, second, row);
        double usual = expected();
        if (seen < ENOUGH || Math.abs(usual) < STRONG || Double.isNaN(present)) {
            calm();
            return;
        }
        apart = (fisher(usual) - fisher(present)) * Math.signum(usual);
        if (apart >= limit()) {
            within = 0;
            beyond++;
        } else {
            beyond = 0;
            if (!broken) {
                wander += 1.0 / 500 * (Math.abs(apart) - wander);
            }
            if (apart < limit() / 2) {
                within++;
            }
        }
        if (beyond >= HOLDS) {
            broken = true;
        }
        brokenFor = broken ? brokenFor + 1 : 0;
        if (broken && within >= HOLDS) {
            calm();
        }
    }

    private void calm() {
        broken = false;
        brokenFor = 0;
        beyond = 0;
        within = 0;
    }

    private double limit() {
        return Math.max(LEAST, WIDTHS * wander);
    }

    /** How far beyond its limit the correlation is from what is expected; 1 is a break. */
    double unusual() {
        return Math.max(0, apart / limit());
    }

    private static double fisher(double correlation) {
        double held = Math.clamp(correlation, -0.995, 0.995);
        return 0.5 * Math.log((1 + held) / (1 - held));
    }

    /** The correlation of the last rows at the usual lag; not a number when neither moves. */
    private double present(Slot first, Slot second, int row) {
        int lag = lag();
        double[] a = new double[WINDOW];
        double[] b = new double[WINDOW];
        int count = 0;
        for (int i = 0; i < WINDOW; i++) {
            double x = first.standard(back(row, i + Math.max(0, lag)));
            double y = second.standard(back(row, i + Math.max(0, -lag)));
            if (!Double.isNaN(x) && !Double.isNaN(y)) {
                a[count] = x;
                b[count++] = y;
            }
        }
        return count < WINDOW * 2 / 3 ? Double.NaN : correlation(Arrays.copyOf(a, count), Arrays.copyOf(b, count));
    }

    private static double correlation(double[] a, double[] b) {
        double meanA = Arrays.stream(a).average().orElse(0);
        double meanB = Arrays.stream(b).average().orElse(0);
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += (a[i] - meanA) * (b[i] - meanB);
            aa += (a[i] - meanA) * (a[i] - meanA);
            bb += (b[i] - meanB) * (b[i] - meanB);
        }
        double stir = Math.max(aa, bb) / a.length;
        double still = Math.min(aa, bb) / a.length;
        // Where both rest in comparison with their usual movement nothing can be said; where one rests, they part.
        if (stir < 0.1) {
            return Double.NaN;
        }
        return still < 1e-6 ? 0 : ab / Math.sqrt(aa * bb);
    }

    /** The lag at which they go together best: positive when the second follows the first. */
    int lag() {
        int best = 0;
        for (int lag = -MOST_LAG; lag <= MOST_LAG; lag++) {
            // A neighbour that is no better by a margin is the same wave a step on.
            double margin = best == 0 ? 0.05 : 0;
            if (Math.abs(at(lag)) > Math.abs(at(best)) + margin) {
                best = lag;
            }
        }
        return best;
    }

    private double at(int lag) {
        double scale = Math.sqrt(firstSquare * secondSquare);
        return scale <= 0 ? 0 : Math.clamp(products[lag + MOST_LAG] / scale, -1, 1);
    }

    /** The usual correlation at that lag. */
    double expected() {
        return at(lag());
    }

    /** The correlation of the last rows; not a number when there is none to speak of. */
    double present() {
        return present;
    }

    boolean isBroken() {
        return broken;
    }

    /** Whether it is known what is usual. */
    boolean isKnown() {
        return seen >= ENOUGH;
    }

    void clear() {
        Arrays.fill(products, 0);
        firstSquare = 0;
        secondSquare = 0;
        seen = 0;
        wander = 0.2;
        present = Double.NaN;
        apart = 0;
        calm();
    }

    void save(DataOutput out) throws IOException {
        for (double product : products) {
            out.writeDouble(product);
        }
        out.writeDouble(firstSquare);
        out.writeDouble(secondSquare);
        out.writeLong(seen);
        out.writeDouble(wander);
        out.writeInt(beyond);
        out.writeInt(within);
        out.writeInt(brokenFor);
        out.writeBoolean(broken);
        out.writeDouble(present);
        out.writeDouble(apart);
    }

    void load(DataInput in) throws IOException {
        for (int i = 0; i < LAGS; i++) {
            products[i] = in.readDouble();
        }
        firstSquare = in.readDouble();
        secondSquare = in.readDouble();
        seen = in.readLong();
        wander = in.readDouble();
        beyond = in.readInt();
        within = in.readInt();
        brokenFor = in.readInt();
        broken = in.readBoolean();
        present = in.readDouble();
        apart = in.readDouble();
    }
}
