package com.kaldrix.monitoring.anomaly.backtest.job;

import com.kaldrix.monitoring.anomaly.backtest.job.BacktestController.Labelled;
import com.kaldrix.monitoring.anomaly.detector.SetReadings;
import com.kaldrix.monitoring.anomaly.detector.SetReadings.Uploaded;
import com.kaldrix.monitoring.anomaly.file.BadInput;
import com.kaldrix.monitoring.anomaly.file.SeriesFile;
import com.kaldrix.monitoring.common.problem.InvalidRequestException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes of a request what is to be looked at; what cannot be read is named. */
@Component
class WorkReader {
    private final SetReadings readings;
    private final BacktestProperties properties;

    WorkReader(SetReadings readings, BacktestProperties properties) {
        this.readings = readings;
        this.properties = properties;
    }

    /** @param field where the text stands, for messages; empty for the body itself */
    SeriesFile csv(String field, String text) {
        try {
            return checked(field, SeriesFile.parse("csv", text));
        } catch (BadInput e) {
            throw new InvalidRequestException(field, String.valueOf(e.getMessage()));
        }
    }

    private SeriesFile checked(String field, SeriesFile file) {
        if (file.size() == 0) {
            throw new InvalidRequestException(field, "has no readings");
        }
        if (file.size() > properties.mostRows()) {
            throw new InvalidRequestException(
                    field, "has " + file.size() + " rows; at most " + properties.mostRows() + " are taken");
        }
        return file;
    }

    /** The readings of a metric set. */
    SeriesFile uploaded(String set, String metric, Instant from, Instant to) {
        Optional<List<Uploaded>> found = readings.of(set, metric, from, to, properties.mostRows() + 1);
        List<Uploaded> all = found.orElseThrow(
                () -> new InvalidRequestException("/metric_set", "there is no such set, or no such metric in it"));
        List<String> stamps = new ArrayList<>(all.size());
        long[] times = new long[all.size()];
        double[] values = new double[all.size()];
        for (int i = 0; i < times.length; i++) {
            stamps.add(all.get(i).at().toString());
            times[i] = all.get(i).at().toEpochMilli();
            values[i] = all.get(i).value();
        }
        return checked("/metric_set", new SeriesFile(set + "/" + metric, stamps, times, values));
    }

    /**
     * Which rows a column {@code label} or {@code anomaly} marks with 1; null where there is none. The rows are those of
     * {@link #csv}.
     */
    @Nullable
    List<int[]> labelColumn(String text) {
        List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
        if (lines.isEmpty()) {
            return null;
        }
        List<String> header = List.of(lines.getFirst().replace("\uFEFF", "").split(",", -1));
        int column = -1;
        for (int i = 0; i < header.size(); i++) {
            String name = header.get(i).strip().replace("\"", "");
            if (name.equalsIgnoreCase("label")
                    || name.equalsIgnoreCase("anomaly")
                    || name.equalsIgnoreCase("is_anomaly")) {
                column = i;
            }
        }
        if (column < 0) {
            return null;
        }
        List<int[]> ranges = new ArrayList<>();
        int open = -1;
        for (int row = 1; row < lines.size(); row++) {
            String[] cells = lines.get(row).split(",", -1);
            String label = column < cells.length ? cells[column].strip() : "";
            boolean marked = label.equals("1") || label.equals("1.0") || label.equalsIgnoreCase("true");
            if (!marked
                    && !label.isEmpty()
                    && !label.equals("0")
                    && !label.equals("0.0")
                    && !label.equalsIgnoreCase("false")) {
                throw new InvalidRequestException("/" + (row + 1) + "/label", "must be 0 or 1");
            }
            if (marked && open < 0) {
                open = row - 1;
            } else if (!marked && open >= 0) {
                ranges.add(new int[] {open, row - 2});
                open = -1;
            }
        }
        if (open >= 0) {
            ranges.add(new int[] {open, lines.size() - 2});
        }
        return ranges;
    }

    /** The rows that ranges of time mark; those that mark none are left out. */
    @Nullable
    List<int[]> rows(@Nullable List<@Nullable Labelled> labels, SeriesFile file) {
        if (labels == null) {
            return null;
        }
        List<int[]> ranges = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            Labelled label = labels.get(i);
            Instant from = label == null ? null : label.from();
            Instant to = label == null ? null : label.to();
            if (from == null || to == null || to.isBefore(from)) {
                throw new InvalidRequestException("/labels/" + i, "needs 'from' and 'to', which is not before it");
            }
            int first = -1;
            int last = -1;
            for (int row = 0; row < file.size(); row++) {
                long time = file.times()[row];
                if (time >= from.toEpochMilli() && time <= to.toEpochMilli()) {
                    first = first < 0 ? row : first;
                    last = row;
                }
            }
            if (first >= 0) {
                ranges.add(new int[] {first, last});
            }
        }
        ranges.sort((a, b) -> Integer.compare(a[0], b[0]));
        for (int i = 1; i < ranges.size(); i++) {
            if (ranges.get(i)[0] <= ranges.get(i - 1)[1]) {
                throw new InvalidRequestException("/labels", "must not overlap");
            }
        }
        return ranges;
    }
}
