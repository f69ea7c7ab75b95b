package com.kaldrix.monitoring.anomaly.backtest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Volume under the surface of precision and recall (Paparrizos et al. 2022, "Volume Under the Surface: A New Accuracy
 * Evaluation Measure for Time-Series Anomaly Detection"): the mean, over widths of a buffer around each labelled range, of
 * the average precision against labels that fade within the buffer. No threshold is chosen.
 */
public final class VusPr {
    private static final int THRESHOLDS = 250;

    private VusPr() {}

    /**
     * The volume, 0 to 1.
     *
     * @param scores one per row
     * @param ranges first and last row of each anomaly, in order
     * @param widest the widest buffer in rows
     */
    public static double of(double[] scores, List<int[]> ranges, int widest) {
        if (ranges.isEmpty()) {
            throw new IllegalArgumentException("no anomaly is labelled");
        }
        Integer[] order = new Integer[scores.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(scores[b], scores[a]));
        int[] rank = new int[scores.length];
        Arrays.setAll(rank, i -> order[i]);
        double sum = 0;
        for (int width = 0; width <= widest; width++) {
            sum += averagePrecision(scores, rank, ranges, width);
        }
        return sum / (widest + 1);
    }

    private static double averagePrecision(double[] scores, int[] order, List<int[]> ranges, int width) {
        double[] label = soften(scores.length, ranges, width);
        int[] segment = new int[scores.length];
        List<int[]> segments = segments(label, segment);
        double hard = 0;
        for (int[] range : ranges) {
            hard += range[1] - range[0] + 1;
        }
        double positives = (hard + Arrays.stream(label).sum()) / 2;
        boolean[] found = new boolean[segments.size()];
        int existing = 0;
        double hit = 0;
        int taken = 0;
        double recallBefore = 0;
        double area = 0;
        for (int step = 0; step < THRESHOLDS; step++) {
            int upTo = (int) ((long) step * (scores.length - 1) / (THRESHOLDS - 1));
            double threshold = scores[order[upTo]];
            while (taken < order.length && scores[order[taken]] >= threshold) {
                int row = order[taken++];
                hit += label[row];
                if (segment[row] >= 0 && !found[segment[row]]) {
                    found[segment[row]] = true;
                    existing++;
                }
            }
            double recall = Math.min(hit / positives, 1) * existing / segments.size();
            area += (recall - recallBefore) * (hit / taken);
            recallBefore = recall;
        }
        return area;
    }

    private static double[] soften(int rows, List<int[]> ranges, int width) {
        double[] label = new double[rows];
        for (int[] range : ranges) {
            for (int i = Math.max(0, range[0] - width / 2); i <= Math.min(rows - 1, range[1] + width / 2); i++) {
                int far = Math.max(Math.max(range[0] - i, i - range[1]), 0);
                label[i] = Math.min(1, label[i] + (far == 0 ? 1 : Math.sqrt(1 - (double) far / width)));
            }
        }
        return label;
    }

    private static List<int[]> segments(double[] label, int[] segment) {
        List<int[]> segments = new ArrayList<>();
        for (int i = 0; i < label.length; i++) {
            if (label[i] > 0) {
                if (i == 0 || label[i - 1] == 0) {
                    segments.add(new int[] {i, i});
                }
                segments.getLast()[1] = i;
                segment[i] = segments.size() - 1;
            } else {
                segment[i] = -1;
            }
        }
        return segments;
    }
}
