package com.kaldrix.monitoring.anomaly.fuse;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Turns the strangeness of one detector on one series into rarity without labels: how seldom so strange a reading comes on
 * this series, as minus the decimal logarithm of its probability. 1 is one reading in ten, 3 one in a thousand.
 *
 * <p>Below the 90 % quantile, which is tracked as Robbins and Monro (1951) do, rarity grows in proportion. Above it the
 * excesses are taken as exponential with an unknown mean of which only so many were seen; the predictive tail of that is
 * Pareto's, which keeps a young series from claiming the impossible. O(1) state, one logarithm only in the tail.
 */
public final class Rarity {
    private static final double TAIL = 0.1;
    private static final double CLIP = 10;

    private final double memory;
    private final double shape;
    private double quantile;
    private double excess;
    private double mean;
    private int seen;
    private double exceeded;

    /**
     * @param memory how many readings are remembered
     * @param shape the most exceedances that count as known, the shape of the predictive tail
     */
    public Rarity(double memory, double shape) {
        this.memory = memory;
        this.shape = shape;
    }

    /** Rarity of a strangeness by what was seen before; NaN while fewer than 32 were. */
    public double of(double strangeness) {
        if (Double.isNaN(strangeness) || seen < 32) {
            return Double.NaN;
        }
        if (strangeness <= quantile) {
            return quantile > 0 ? strangeness / quantile : 0;
        }
        double known = Math.min(shape, 2 + exceeded);
        double scale = Math.max(excess, 0.05 * (quantile + mean));
        if (scale == 0) {
            // Never seen before: all that is known is how often it was not.
            return Math.log10(seen);
        }
        return 1 + known * Math.log10(1 + (strangeness - quantile) / (known * scale));
    }

    /** Learns a strangeness; NaN is passed over. */
    public void learn(double strangeness) {
        if (Double.isNaN(strangeness)) {
            return;
        }
        seen++;
        double share = Math.max(1 / memory, 1.0 / seen);
        double clipped = seen > 32 ? Math.min(strangeness, quantile + CLIP * Math.max(excess, mean)) : strangeness;
        mean += share * (clipped - mean);
        double step = Math.max(share, 0.01) * Math.max(mean + excess, 0);
        quantile = Math.max(0, quantile + (strangeness > quantile ? step * (1 - TAIL) : -step * TAIL));
        if (strangeness > quantile) {
            exceeded++;
            double over = Math.min(strangeness - quantile, seen > 32 ? CLIP * Math.max(excess, mean) : strangeness);
            excess += Math.max(1 / (memory * TAIL), 1.0 / exceeded) * (over - excess);
        }
    }

    public void save(DataOutput out) throws IOException {
        out.writeDouble(quantile);
        out.writeDouble(excess);
        out.writeDouble(mean);
        out.writeInt(seen);
        out.writeDouble(exceeded);
    }

    public void load(DataInput in) throws IOException {
        quantile = in.readDouble();
        excess = in.readDouble();
        mean = in.readDouble();
        seen = in.readInt();
        exceeded = in.readDouble();
    }
}
