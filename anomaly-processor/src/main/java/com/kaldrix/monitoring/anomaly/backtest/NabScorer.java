package com.kaldrix.monitoring.anomaly.backtest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The score of the Numenta Anomaly Benchmark, written from its paper (Lavin and Ahmad 2015, "Evaluating Real-time Anomaly
 * Detection Algorithms", section III): the first detection within a window earns more the earlier it comes, each detection
 * outside costs by its distance past the last window, each window without detection costs as well. The sum lies between that
 * of a detector that says nothing (0) and of one that is perfect (100).
 */
public final class NabScorer {
    private static final double PROBATION = 0.15;
    private static final int PROBATION_ROWS = 5000;
    private static final int OUTSIDE = -1;

    private final NabProfile profile;

    public NabScorer(NabProfile profile) {
        this.profile = profile;
    }

    /**
     * One labelled file.
     *
     * @param name of the file
     * @param rows how many rows it has
     * @param windows first and last row of each window, in order, both within
     */
    public record Labels(String name, int rows, List<int[]> windows) {
        public Labels {
            windows = List.copyOf(windows);
        }
    }

    /** Labels and the scores that a detector gave to each row. */
    public record Scored(Labels labels, double[] scores) {
        public Scored {
            if (scores.length != labels.rows()) {
                throw new IllegalArgumentException(
                        "%s has %d rows and %d scores".formatted(labels.name(), labels.rows(), scores.length));
            }
        }
    }

    /** The best threshold over a corpus and the normalised score there. */
    public record Best(double threshold, double score) {}

    private record Row(double score, int window, double worth) {}

    /** Rows at the start of a file that count for nothing. */
    public static int probation(int rows) {
        return (int) Math.min(Math.floor(PROBATION * rows), PROBATION * PROBATION_ROWS);
    }

    /** The threshold that earns most over these files together. */
    public Best optimise(List<Scored> files) {
        List<Row> rows = new ArrayList<>();
        int windows = 0;
        for (Scored file : files) {
            addRows(file, windows, rows);
            windows += file.labels().windows().size();
        }
        rows.sort(Comparator.comparingDouble(Row::score).reversed());
        double[] parts = new double[windows];
        double sum = 0;
        for (int i = 0; i < windows; i++) {
            parts[i] = -profile.falseNegative();
            sum += parts[i];
        }
        double best = sum;
        double threshold = Double.POSITIVE_INFINITY;
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            sum += gain(row, parts);
            boolean last = i + 1 == rows.size() || rows.get(i + 1).score() < row.score();
            if (last && sum > best) {
                best = sum;
                threshold = row.score();
            }
        }
        return new Best(threshold, normalise(best, windows));
    }

    /** The normalised score of these files with a given threshold; a score at the threshold is a detection. */
    public double score(List<Scored> files, double threshold) {
        double sum = 0;
        int windows = 0;
        for (Scored file : files) {
            sum += raw(file, threshold);
            windows += file.labels().windows().size();
        }
        return normalise(sum, windows);
    }

    /** What one file adds to the sum, before normalisation. */
    public double raw(Scored file, double threshold) {
        List<Row> rows = new ArrayList<>();
        addRows(file, 0, rows);
        double[] parts = new double[file.labels().windows().size()];
        double sum = 0;
        for (int i = 0; i < parts.length; i++) {
            parts[i] = -profile.falseNegative();
            sum += parts[i];
        }
        for (Row row : rows) {
            if (row.score() >= threshold) {
                sum += gain(row, parts);
            }
        }
        return sum;
    }

    private static double gain(Row row, double[] parts) {
        if (row.window() == OUTSIDE) {
            return row.worth();
        }
        double before = parts[row.window()];
        parts[row.window()] = Math.max(before, row.worth());
        return parts[row.window()] - before;
    }

    private double normalise(double sum, int windows) {
        double nothing = -profile.falseNegative() * windows;
        double perfect = profile.truePositive() * windows;
        return windows == 0 ? 0 : 100 * (sum - nothing) / (perfect - nothing);
    }

    private void addRows(Scored file, int firstWindow, List<Row> into) {
        List<int[]> windows = file.labels().windows();
        int probation = probation(file.labels().rows());
        int next = 0;
        int lastEnd = -1;
        int lastWidth = 0;
        for (int i = 0; i < file.scores().length; i++) {
            while (next < windows.size() && windows.get(next)[1] < i) {
                lastEnd = windows.get(next)[1];
                lastWidth = lastEnd - windows.get(next)[0] + 1;
                next++;
            }
            boolean within = next < windows.size() && windows.get(next)[0] <= i;
            if (i < probation) {
                continue;
            }
            if (within) {
                int[] window = windows.get(next);
                double width = window[1] - window[0] + 1.0;
                double worth = sigmoid(-(window[1] - i + 1) / width) / sigmoid(-1) * profile.truePositive();
                into.add(new Row(file.scores()[i], firstWindow + next, worth));
            } else {
                double far = lastEnd < 0 ? Double.POSITIVE_INFINITY : (i - lastEnd) / (lastWidth - 1.0);
                into.add(new Row(file.scores()[i], OUTSIDE, sigmoid(far) * profile.falsePositive()));
            }
        }
    }

    /** The paper's scaled sigmoid: near 1 at the start of a window, 0 at its end, near -1 far behind it. */
    private static double sigmoid(double position) {
        return position > 3 ? -1 : 2 / (1 + Math.exp(5 * position)) - 1;
    }
}
