package com.kaldrix.monitoring.anomaly.forest;

import com.kaldrix.monitoring.anomaly.detect.Discord;
import com.kaldrix.monitoring.anomaly.detect.Forest;
import com.kaldrix.monitoring.anomaly.series.Parameters;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.label.Matchers;
import java.util.List;

/**
 * Makes the ground on which the forests of a slice stand.
 *
 * @param parameters of the full ensemble
 * @param bytes what the forests of one slice may take
 * @param hot series whose forests are always at work
 * @param idle where those are that rest
 */
public record ForestGrounds(Parameters parameters, long bytes, List<Matchers> hot, IdleForests idle) {
    /** A node of a tree, its sample and what else a tree holds for each of them, measured. */
    private static final int BYTES_OF_A_SAMPLE = 48;

    /** Lower and upper edge of a box in each dimension, as floats. */
    private static final int BYTES_OF_A_DIMENSION = 8;

    /** Windows and calibrations of the detectors beside the forests. */
    private static final long BESIDE = 64 * 1024;

    public ForestGrounds {
        hot = List.copyOf(hot);
    }

    /** What the full ensemble of one series takes in memory, about. */
    public static long bytesOf(Parameters parameters) {
        long bytes = BESIDE;
        for (Forest.Shape shape : parameters.forests()) {
            bytes += (long) shape.trees()
                    * shape.sample()
                    * (BYTES_OF_A_SAMPLE + (long) BYTES_OF_A_DIMENSION * shape.shingle());
        }
        for (Discord.Shape shape : parameters.shapes()) {
            // Three windows twice as long as what is remembered and a shape, and a product for each reading.
            bytes += (6L * (shape.memory() + shape.length()) + shape.memory()) * Double.BYTES;
        }
        return bytes;
    }

    /** Ground for one slice. */
    public SeriesForests.Ground slice() {
        return new SeriesForests.Ground(parameters, new ForestBudget(bytes, bytesOf(parameters)), idle);
    }

    /** Whether the forests of a series are always at work. */
    public boolean isHot(Labels series) {
        return hot.stream().anyMatch(one -> one.matches(series));
    }
}
