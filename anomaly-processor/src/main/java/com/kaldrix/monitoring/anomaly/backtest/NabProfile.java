package com.kaldrix.monitoring.anomaly.backtest;

import java.util.Map;

/**
 * What a use of the Numenta Anomaly Benchmark pays and charges (Lavin and Ahmad 2015, table 1).
 *
 * @param name such as {@code standard}
 * @param truePositive weight of a detection within a window
 * @param falsePositive weight of a detection outside all windows
 * @param falseNegative weight of a window without detection
 */
public record NabProfile(String name, double truePositive, double falsePositive, double falseNegative) {

    /** Reads one entry of the benchmark's {@code profiles.json}. */
    static NabProfile of(String name, Object json) {
        Map<?, ?> matrix = (Map<?, ?>) ((Map<?, ?>) json).get("CostMatrix");
        if (matrix == null) {
            throw new IllegalArgumentException("profile %s has no CostMatrix".formatted(name));
        }
        return new NabProfile(name, weight(matrix, "tpWeight"), weight(matrix, "fpWeight"), weight(matrix, "fnWeight"));
    }

    private static double weight(Map<?, ?> matrix, String key) {
        if (matrix.get(key) instanceof Double weight) {
            return weight;
        }
        throw new IllegalArgumentException("CostMatrix has no number %s".formatted(key));
    }
}
