package com.kaldrix.monitoring.anomaly.watch;

import com.kaldrix.monitoring.anomaly.anomaly.Trace;
import com.kaldrix.monitoring.anomaly.anomaly.Trace.Reading;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The last readings of a series, for the plot of an anomaly that may begin. Of constant size. */
final class Recent {
    private static final int READINGS = 60;

    private final long[] times = new long[READINGS];
    private final float[] values = new float[READINGS];
    private final float[] unusual = new float[READINGS];
    private int count;

    void add(long time, double value, double howUnusual) {
        int at = count++ % READINGS;
        times[at] = time;
        values[at] = (float) value;
        unusual[at] = (float) howUnusual;
        // Never negative, however long the series lives.
        count = count == 2 * READINGS ? READINGS : count;
    }

    List<Reading> readings() {
        int known = Math.min(count, READINGS);
        List<Reading> readings = new ArrayList<>(known);
        for (int i = count - known; i < count; i++) {
            readings.add(new Reading(times[i % READINGS], values[i % READINGS], unusual[i % READINGS]));
        }
        return readings;
    }

    void save(DataOutput out) throws IOException {
        new Trace(readings()).save(out);
    }

    void load(DataInput in) throws IOException {
        Trace.load(in).readings().forEach(one -> add(one.time(), one.value(), one.unusual()));
    }
}
