package com.kaldrix.monitoring.anomaly.watch;

import com.kaldrix.monitoring.anomaly.anomaly.Anomaly.Expected;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** What was usual of late: between which values nine tenths of the last readings lay that were not unusual. */
final class UsualRange {
    private static final int READINGS = 60;
    private static final int LEAST = 5;
    private static final double EDGE = 0.05;

    private final float[] values = new float[READINGS];
    private int count;

    /** Takes a reading that was not unusual. */
    void add(double value) {
        if (!Double.isNaN(value)) {
            values[count++ % READINGS] = (float) value;
            // Never negative, however long the series lives.
            count = count == 2 * READINGS ? READINGS : count;
        }
    }

    /** The range; not a number at both ends while too little is known. */
    Expected expected() {
        int known = Math.min(count, READINGS);
        if (known < LEAST) {
            return new Expected(Double.NaN, Double.NaN);
        }
        float[] sorted = Arrays.copyOf(values, known);
        Arrays.sort(sorted);
        int edge = (int) Math.floor(EDGE * known);
        return new Expected(sorted[edge], sorted[known - 1 - edge]);
    }

    /** How far the middle of the later half of the readings lies above that of the earlier half, in widths of the range. */
    double trend() {
        int known = Math.min(count, READINGS);
        if (known < 2 * LEAST) {
            return 0;
        }
        float[] ordered = new float[known];
        for (int i = 0; i < known; i++) {
            ordered[i] = values[(count - known + i) % READINGS];
        }
        Expected range = expected();
        double width = range.high() - range.low();
        double apart =
                median(Arrays.copyOfRange(ordered, known / 2, known)) - median(Arrays.copyOf(ordered, known / 2));
        return width == 0 ? 0 : apart / width;
    }

    private static double median(float[] some) {
        Arrays.sort(some);
        return some[some.length / 2];
    }

    void save(DataOutput out) throws IOException {
        out.writeInt(count);
        for (int i = 0; i < Math.min(count, READINGS); i++) {
            out.writeFloat(values[i]);
        }
    }

    void load(DataInput in) throws IOException {
        count = in.readInt();
        for (int i = 0; i < Math.min(count, READINGS); i++) {
            values[i] = in.readFloat();
        }
    }
}
