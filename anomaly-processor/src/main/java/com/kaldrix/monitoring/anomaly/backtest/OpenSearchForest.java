package com.kaldrix.monitoring.anomaly.backtest;

import com.amazon.randomcutforest.config.ForestMode;
import com.amazon.randomcutforest.config.TransformMethod;
import com.amazon.randomcutforest.parkservices.AnomalyDescriptor;
import com.amazon.randomcutforest.parkservices.ThresholdedRandomCutForest;

/**
 * The peer: a Random Cut Forest as OpenSearch's anomaly detection sets it up (30 trees, 256 samples, shingle 8, normalised
 * input, thresholded grade).
 */
public final class OpenSearchForest {
    private static final int SHINGLE = 8;

    private OpenSearchForest() {}

    /** The anomaly grade of each row; 0 where the forest finds nothing or is still warming up. */
    public static double[] grades(long[] times, double[] values, long seed) {
        ThresholdedRandomCutForest forest = ThresholdedRandomCutForest.builder()
                .dimensions(SHINGLE)
                .shingleSize(SHINGLE)
                .numberOfTrees(30)
                .sampleSize(256)
                .initialAcceptFraction(0.125)
                .timeDecay(0.0001)
                .boundingBoxCacheFraction(1.0)
                .parallelExecutionEnabled(false)
                .internalShinglingEnabled(true)
                .randomSeed(seed)
                .anomalyRate(0.005)
                .outputAfter(32)
                .forestMode(ForestMode.STANDARD)
                .transformMethod(TransformMethod.NORMALIZE)
                .alertOnce(true)
                .autoAdjust(true)
                .build();
        double[] grades = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(values[i])) {
                AnomalyDescriptor found = forest.process(new double[] {values[i]}, times[i] / 1000);
                grades[i] = found.getAnomalyGrade();
            }
        }
        return grades;
    }
}
