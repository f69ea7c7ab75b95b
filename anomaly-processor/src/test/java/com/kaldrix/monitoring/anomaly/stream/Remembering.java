package com.kaldrix.monitoring.anomaly.stream;

import com.kaldrix.monitoring.common.label.Labels;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A watch whose findings tell each reading, with how many came before it and a sum that depends on their order, so that a state
 * that differs in anything shows.
 */
public final class Remembering implements Watch {
    public static final Watch.Maker MAKER = new Watch.Maker() {
        @Override
        public Watch begin(Labels series) {
            return new Remembering(series);
        }

        @Override
        public Watch resume(Labels series, DataInput state) throws IOException {
            Remembering watch = new Remembering(series);
            watch.count = state.readLong();
            watch.sum = state.readDouble();
            return watch;
        }
    };

    private final Labels series;
    private long count;
    private double sum;

    private Remembering(Labels series) {
        this.series = series;
    }

    /** What was observed. */
    public record Seen(long time, double value, long before, double sum) implements Findings.Finding {}

    /** Keeps what is found. */
    public static final class Log implements Findings {
        public final List<String> lines = new ArrayList<>();

        @Override
        public void found(Labels series, Finding finding) {
            lines.add(series.get("__name__") + " " + finding);
        }

        public List<String> of(String name) {
            return lines.stream().filter(line -> line.startsWith(name + " ")).toList();
        }
    }

    @Override
    public void observe(long time, double value, Findings findings) {
        findings.found(series, new Seen(time, value, count, sum));
        count++;
        sum = 0.9 * sum + (Double.isNaN(value) ? -1 : value);
    }

    @Override
    public void save(DataOutput state) throws IOException {
        state.writeLong(count);
        state.writeDouble(sum);
    }
}
