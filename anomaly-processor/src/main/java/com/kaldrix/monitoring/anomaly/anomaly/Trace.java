package com.kaldrix.monitoring.anomaly.anomaly;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The readings around an anomaly, for its plot: those before it began, and those since.
 *
 * @param readings in the order of time
 */
public record Trace(List<Reading> readings) {
    /** No readings. */
    public static final Trace EMPTY = new Trace(List.of());

    /**
     * One reading.
     *
     * @param time milliseconds since the epoch
     * @param value not a number when it was missing
     * @param unusual how unusual it was, in units of what is worth an alert
     */
    public record Reading(long time, float value, float unusual) {}

    public Trace {
        readings = List.copyOf(readings);
    }

    /** Writes it. */
    public void save(DataOutput out) throws IOException {
        out.writeInt(readings.size());
        for (Reading reading : readings) {
            out.writeLong(reading.time());
            out.writeFloat(reading.value());
            out.writeFloat(reading.unusual());
        }
    }

    /** Reads what {@link #save} wrote. */
    public static Trace load(DataInput in) throws IOException {
        List<Reading> readings = new ArrayList<>();
        for (int count = in.readInt(); count > 0; count--) {
            readings.add(new Reading(in.readLong(), in.readFloat(), in.readFloat()));
        }
        return new Trace(readings);
    }

    /** The same as bytes. */
    public byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            save(out);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads what {@link #bytes} made. */
    public static Trace of(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("the readings of an anomaly are damaged", e);
        }
    }
}
