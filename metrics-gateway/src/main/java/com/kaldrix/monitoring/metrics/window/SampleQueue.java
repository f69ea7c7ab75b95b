package com.kaldrix.monitoring.metrics.window;

import com.kaldrix.monitoring.metrics.intake.Batch;
import java.util.Arrays;

/**
 * The samples of one series whose windows are still open, in order of time whatever the order of their arrival. Of two samples
 * of the same time the one with the larger value stays, so that the order does not matter there either. Times are milliseconds
 * since the epoch. For one thread.
 */
public final class SampleQueue {
    /** How many samples are kept: four a second for as long as windows are open, with room to spare. */
    public static final int MOST = 4096;

    private static final int FIELDS = 3;
    private static final long STALE = Double.doubleToRawLongBits(Batch.STALE);

    /** By turns time, bits of the value, and start. */
    private long[] fields = new long[4 * FIELDS];

    private int size;

    /**
     * Takes a sample.
     *
     * @param start since when a cumulative series counts; 0 when that is not known
     * @return whether there was room
     */
    public boolean add(long time, double value, long start) {
        int at = size;
        while (at > 0 && time(at - 1) > time) {
            at--;
        }
        if (at > 0 && time(at - 1) == time) {
            replace(at - 1, value, start);
            return true;
        }
        if (size == MOST) {
            return false;
        }
        if (size * FIELDS == fields.length) {
            fields = Arrays.copyOf(fields, fields.length * 2);
        }
        System.arraycopy(fields, at * FIELDS, fields, (at + 1) * FIELDS, (size - at) * FIELDS);
        set(at, time, value, start);
        size++;
        return true;
    }

    private void replace(int at, double value, long start) {
        double old = value(at);
        if (value > old || Double.isNaN(old) && !Double.isNaN(value)) {
            set(at, time(at), value, start);
        }
    }

    private void set(int at, long time, double value, long start) {
        fields[at * FIELDS] = time;
        fields[at * FIELDS + 1] = Double.doubleToRawLongBits(value);
        fields[at * FIELDS + 2] = start;
    }

    public int size() {
        return size;
    }

    /** The time of a sample by its place, from 0. */
    public long time(int at) {
        return fields[at * FIELDS];
    }

    public double value(int at) {
        return Double.longBitsToDouble(fields[at * FIELDS + 1]);
    }

    public long start(int at) {
        return fields[at * FIELDS + 2];
    }

    /** Whether the sample says that the series ended. */
    public boolean isStale(int at) {
        return fields[at * FIELDS + 1] == STALE;
    }

    /** How many samples lie before a time. */
    public int before(long time) {
        int count = 0;
        while (count < size && time(count) < time) {
            count++;
        }
        return count;
    }

    /** Forgets the earliest. */
    public void drop(int count) {
        System.arraycopy(fields, count * FIELDS, fields, 0, (size - count) * FIELDS);
        size -= count;
        if (fields.length > 64 * FIELDS && size * FIELDS * 4 < fields.length) {
            fields = Arrays.copyOf(fields, fields.length / 2);
        }
    }

    /** Forgets all. */
    public void clear() {
        size = 0;
    }
}
