package com.kaldrix.monitoring.anomaly.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Keeps a scale honest where a robust one is zero: a series that is mostly constant has a median deviation of zero, and its
 * mean deviation still says how far it goes when it moves.
 */
final class Spread {
    private static final double MEMORY = 0.01;
    private static final double SHARE = 0.5;
    /** Differences below this share of the largest value are rounding of doubles, not movement. */
    private static final double ROUNDING = 1e-12;

    private double mean;
    private double largest;
    private int seen;

    void learn(double deviation, double magnitude) {
        seen++;
        mean += (deviation - mean) * Math.max(MEMORY, 1.0 / seen);
        largest = Math.max(largest, magnitude);
    }

    /** The scale, or what the mean deviation makes of it when that is more. */
    double floor(double scale) {
        return Math.max(Math.max(scale, SHARE * mean), ROUNDING * largest);
    }

    /** Distance in units of the scale, at most the cap; zero distance is zero whatever the scale. */
    static double ratio(double distance, double scale, double cap) {
        return distance == 0 ? 0 : distance >= cap * scale ? cap : distance / scale;
    }

    void save(DataOutput out) throws IOException {
        out.writeDouble(mean);
        out.writeDouble(largest);
        out.writeInt(seen);
    }

    void load(DataInput in) throws IOException {
        mean = in.readDouble();
        largest = in.readDouble();
        seen = in.readInt();
    }
}
