package com.kaldrix.monitoring.anomaly.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Keeps a scale honest where a robust one is zero or next to it. A series that is mostly constant has a median deviation of
 * zero, and its mean deviation still says how far it goes when it moves. A series without noise repeats itself to the last
 * digit, and a fiftieth of its width is still nothing to speak of.
 */
final class Spread {
    private static final double MEMORY = 0.01;
    private static final double SLOW = 0.001;
    private static final double SHARE = 0.5;
    private static final double WIDTH = 0.02;

    private double mean;
    private double centre;
    private double width;
    private int seen;

    /**
     * Learns a reading.
     *
     * @param deviation how far it was from what was expected
     * @param value the reading itself
     */
    void learn(double deviation, double value) {
        seen++;
        mean += (deviation - mean) * Math.max(MEMORY, 1.0 / seen);
        if (seen == 1) {
            centre = value;
        }
        double share = Math.max(SLOW, 1.0 / seen);
        width += (Math.abs(value - centre) - width) * share;
        centre += (value - centre) * share;
    }

    /** The scale, or what the mean deviation or the width of the series make of it when that is more. */
    double floor(double scale) {
        return Math.max(Math.max(scale, SHARE * mean), WIDTH * width);
    }

    /** Distance in units of the scale, at most the cap; zero distance is zero whatever the scale. */
    static double ratio(double distance, double scale, double cap) {
        return distance == 0 ? 0 : distance >= cap * scale ? cap : distance / scale;
    }

    void save(DataOutput out) throws IOException {
        out.writeDouble(mean);
        out.writeDouble(centre);
        out.writeDouble(width);
        out.writeInt(seen);
    }

    void load(DataInput in) throws IOException {
        mean = in.readDouble();
        centre = in.readDouble();
        width = in.readDouble();
        seen = in.readInt();
    }
}
