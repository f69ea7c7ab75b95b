package com.kaldrix.monitoring.metrics.series;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The labels of a series as they are kept, compared and sent: for each label, in the order of names, field 1 of remote
 * write's {@code TimeSeries} as it stands on the wire ({@code 0x0a}, length, and the message {@code Label} of name and
 * value). Two series are the same exactly when these bytes are. Immutable; the bytes must not be changed.
 *
 * @see <a href="https://prometheus.io/docs/specs/prw/remote_write_spec/">Remote-Write 1.0, Protocol</a>
 */
public final class EncodedLabels {
    private static final int LABEL = 0x0a;
    private static final int NAME = 0x0a;
    private static final int VALUE = 0x12;

    private final byte[] bytes;
    private final long hash;

    private EncodedLabels(byte[] bytes) {
        this.bytes = bytes;
        this.hash = Hash64.of(bytes, 0, bytes.length);
    }

    /** Labels from bytes of this form, which are taken as they are. */
    public static EncodedLabels ofBytes(byte[] bytes) {
        return new EncodedLabels(bytes);
    }

    static EncodedLabels of(LabelSet labels) {
        byte[][] texts = new byte[labels.size() * 2][];
        int length = 0;
        for (int i = 0; i < labels.size(); i++) {
            byte[] name = labels.name(i).getBytes(StandardCharsets.UTF_8);
            byte[] value = labels.value(i).getBytes(StandardCharsets.UTF_8);
            texts[2 * i] = name;
            texts[2 * i + 1] = value;
            int inner = inner(name, value);
            length += 1 + Varint.size(inner) + inner;
        }
        byte[] bytes = new byte[length];
        int at = 0;
        for (int i = 0; i < texts.length; i += 2) {
            bytes[at++] = LABEL;
            at = Varint.write(bytes, at, inner(texts[i], texts[i + 1]));
            at = text(bytes, at, NAME, texts[i]);
            at = text(bytes, at, VALUE, texts[i + 1]);
        }
        return new EncodedLabels(bytes);
    }

    private static int inner(byte[] name, byte[] value) {
        return 2 + Varint.size(name.length) + name.length + Varint.size(value.length) + value.length;
    }

    private static int text(byte[] bytes, int at, int field, byte[] text) {
        bytes[at] = (byte) field;
        int start = Varint.write(bytes, at + 1, text.length);
        System.arraycopy(text, 0, bytes, start, text.length);
        return start + text.length;
    }

    /** The bytes themselves, not a copy. */
    public byte[] bytes() {
        return bytes;
    }

    public int length() {
        return bytes.length;
    }

    /** A hash of 64 bits that is the same in every process: it chooses shards. Not meant to withstand an attacker. */
    public long hash() {
        return hash;
    }

    /** A new set with these labels. */
    public LabelSet decode() {
        LabelSet labels = new LabelSet();
        int at = 0;
        while (at < bytes.length) {
            long head = Varint.read(bytes, at + 1);
            int from = Varint.end(head);
            int end = from + Varint.value(head);
            long name = Varint.read(bytes, from + 1);
            int nameFrom = Varint.end(name);
            int nameEnd = nameFrom + Varint.value(name);
            long value = Varint.read(bytes, nameEnd + 1);
            int valueFrom = Varint.end(value);
            labels.set(
                    new String(bytes, nameFrom, nameEnd - nameFrom, StandardCharsets.UTF_8),
                    new String(bytes, valueFrom, Varint.value(value), StandardCharsets.UTF_8));
            at = end;
        }
        return labels;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EncodedLabels labels && hash == labels.hash && Arrays.equals(bytes, labels.bytes);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(hash);
    }

    /** The labels as Prometheus writes them; the bytes where they are no labels. */
    @Override
    public String toString() {
        try {
            return decode().toString();
        } catch (RuntimeException damaged) {
            return HexFormat.of().formatHex(bytes);
        }
    }
}
