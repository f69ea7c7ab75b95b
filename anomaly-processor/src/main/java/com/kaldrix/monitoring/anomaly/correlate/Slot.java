package com.kaldrix.monitoring.anomaly.correlate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One series of a component: its mean and spread over the last hours, and its last readings in units of the spread. Of constant
 * size.
 */
final class Slot {
    /** Rows that are remembered: a window of correlation and the farthest lag. */
    static final int ROWS = 48;

    private static final double SLOWLY = 1.0 / 2000;
    private static final int CARRIED = 6;

    private final double[] raw = new double[ROWS];
    private final double[] standard = new double[ROWS];
    private @Nullable UUID series;
    private double mean;
    private double variance;
    private long seen;
    private double last = Double.NaN;
    private int carried;

    Slot() {
        clear(null);
    }

    @Nullable
    UUID series() {
        return series;
    }

    /** Begins anew with another series, or with none. */
    void clear(@Nullable UUID next) {
        series = next;
        Arrays.fill(raw, Double.NaN);
        Arrays.fill(standard, Double.NaN);
        mean = 0;
        variance = 0;
        seen = 0;
        last = Double.NaN;
        carried = 0;
    }

    /** Takes the reading of a row; not a number when there is none, and then the last one holds for a minute. */
    void add(int row, double value) {
        if (!Double.isNaN(value)) {
            seen++;
            double share = Math.max(SLOWLY, 1.0 / seen);
            double apart = value - mean;
            mean += share * apart;
            variance += share * (apart * (value - mean) - variance);
            last = value;
            carried = 0;
        } else if (++carried > CARRIED) {
            last = Double.NaN;
        }
        raw[row] = last;
        double spread = Math.sqrt(variance);
        // What never moves says nothing about others, and rounding is no movement.
        standard[row] = spread <= 1e-9 * Math.abs(mean) || spread == 0
                ? (Double.isNaN(last) ? Double.NaN : 0)
                : Math.clamp((last - mean) / spread, -10, 10);
    }

    double standard(int row) {
        return standard[row];
    }

    double raw(int row) {
        return raw[row];
    }

    void save(DataOutput out) throws IOException {
        UUID id = series;
        out.writeBoolean(id != null);
        if (id == null) {
            return;
        }
        out.writeLong(id.getMostSignificantBits());
        out.writeLong(id.getLeastSignificantBits());
        for (int i = 0; i < ROWS; i++) {
            out.writeDouble(raw[i]);
            out.writeDouble(standard[i]);
        }
        out.writeDouble(mean);
        out.writeDouble(variance);
        out.writeLong(seen);
        out.writeDouble(last);
        out.writeInt(carried);
    }

    void load(DataInput in) throws IOException {
        if (!in.readBoolean()) {
            clear(null);
            return;
        }
        series = new UUID(in.readLong(), in.readLong());
        for (int i = 0; i < ROWS; i++) {
            raw[i] = in.readDouble();
            standard[i] = in.readDouble();
        }
        mean = in.readDouble();
        variance = in.readDouble();
        seen = in.readLong();
        last = in.readDouble();
        carried = in.readInt();
    }
}
