package com.kaldrix.monitoring.metrics.ingest.remotewrite;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.xerial.snappy.Snappy;

/** Writes messages of protocol buffers by hand, also such that nobody should write. */
final class Proto {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    static Proto message() {
        return new Proto();
    }

    Proto varint(int field, long value) {
        raw(field << 3);
        return raw(value);
    }

    Proto fixed(int field, double value) {
        raw(field << 3 | 1);
        long bits = Double.doubleToRawLongBits(value);
        for (int i = 0; i < 8; i++) {
            out.write((int) (bits >>> 8 * i));
        }
        return this;
    }

    Proto bytes(int field, byte[] value) {
        raw(field << 3 | 2);
        raw(value.length);
        out.writeBytes(value);
        return this;
    }

    Proto text(int field, String value) {
        return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    Proto in(int field, Proto message) {
        return bytes(field, message.toBytes());
    }

    Proto packed(int field, long... values) {
        Proto packed = message();
        for (long value : values) {
            packed.raw(value);
        }
        return bytes(field, packed.toBytes());
    }

    Proto raw(long varint) {
        long rest = varint;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
        return this;
    }

    byte[] toBytes() {
        return out.toByteArray();
    }

    byte[] snappy() {
        return snappy(toBytes());
    }

    static byte[] snappy(byte[] content) {
        try {
            return Snappy.compress(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Proto label(String name, String value) {
        return message().text(1, name).text(2, value);
    }

    static Proto sample(double value, long timestamp) {
        return message().fixed(1, value).varint(2, timestamp);
    }

    /** A series of version 1.0 with these labels, given as names and values in turn. */
    static Proto series(String... labels) {
        Proto series = message();
        for (int i = 0; i < labels.length; i += 2) {
            series.in(1, label(labels[i], labels[i + 1]));
        }
        return series;
    }
}
