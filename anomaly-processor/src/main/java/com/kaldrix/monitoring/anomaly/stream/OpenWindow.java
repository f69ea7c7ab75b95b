package com.kaldrix.monitoring.anomaly.stream;

import com.kaldrix.monitoring.common.event.MetricBatch;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** One window of one series until all gateways have said what they saw in it: what they say adds up. */
final class OpenWindow {
    private final long start;
    private final int seconds;
    private long count;
    private double sum;
    private double increase = Double.NaN;

    OpenWindow(long start, int seconds) {
        this.start = start;
        this.seconds = seconds;
    }

    long start() {
        return start;
    }

    long end() {
        return start + seconds * 1000L;
    }

    void add(MetricBatch.Window seen) {
        count += seen.count();
        sum += seen.sum();
        Double grown = seen.increase();
        if (grown != null) {
            increase = Double.isNaN(increase) ? grown : increase + grown;
        }
    }

    /** A counter's growth per second, or the mean. */
    double value() {
        return Double.isNaN(increase) ? sum / count : increase / seconds;
    }

    void save(DataOutput out) throws IOException {
        out.writeLong(start);
        out.writeInt(seconds);
        out.writeLong(count);
        out.writeDouble(sum);
        out.writeDouble(increase);
    }

    static OpenWindow load(DataInput in) throws IOException {
        OpenWindow window = new OpenWindow(in.readLong(), in.readInt());
        window.count = in.readLong();
        window.sum = in.readDouble();
        window.increase = in.readDouble();
        return window;
    }
}
