package com.kaldrix.monitoring.local.remotewrite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import org.xerial.snappy.Snappy;

/**
 * A request that is sent again and again with other times and values: encoded once, changed where the samples lie, and
 * compressed anew each time. So the sender of a load costs little beside what it measures. For one thread at a time.
 */
final class PreparedRequest {
    /** Bits that are no other value's, by which a sample is found in the message. */
    private static final long MARK = 0x7FF7_4B41_4C44_5249L;

    private static final int VALUE_BYTES = 8;
    /** A time between 1971 and 2109 in milliseconds takes six bytes as a varint. */
    private static final int TIME_BYTES = 6;

    private static final long LEAST_TIME = 1L << 35;
    private static final long MOST_TIME = 1L << 42;

    private final byte[] message;
    private final int[] samples;
    private final byte[] compressed;

    private PreparedRequest(byte[] message, int[] samples) {
        this.message = message;
        this.samples = samples;
        this.compressed = new byte[Snappy.maxCompressedLength(message.length)];
    }

    /** A request with one sample of each series. */
    static PreparedRequest of(Version version, List<SortedMap<String, String>> series) {
        List<TimeSeries.Point> mark = List.of(new TimeSeries.Point(MOST_TIME - 1, Double.longBitsToDouble(MARK)));
        byte[] message = new WriteEncoder()
                .message(
                        version,
                        series.stream()
                                .map(labels -> TimeSeries.of(labels, mark))
                                .toList());
        List<Integer> found = new ArrayList<>();
        for (int at = 0; at + VALUE_BYTES + 1 + TIME_BYTES <= message.length; at++) {
            if (littleEndian(message, at) == MARK) {
                found.add(at);
            }
        }
        if (found.size() != series.size()) {
            throw new IllegalStateException("found " + found.size() + " samples of " + series.size());
        }
        return new PreparedRequest(
                message, found.stream().mapToInt(Integer::intValue).toArray());
    }

    /** The compressed body in which every series has that value at that time. */
    byte[] body(long timestamp, double value) {
        if (timestamp < LEAST_TIME || timestamp >= MOST_TIME) {
            throw new IllegalArgumentException("a load's times lie between 1971 and 2109");
        }
        long bits = Double.doubleToRawLongBits(value);
        for (int at : samples) {
            for (int index = 0; index < VALUE_BYTES; index++) {
                message[at + index] = (byte) (bits >>> 8 * index);
            }
            // The tag of the time lies between the value and the time.
            int time = at + VALUE_BYTES + 1;
            for (int index = 0; index < TIME_BYTES; index++) {
                int more = index < TIME_BYTES - 1 ? 0x80 : 0;
                message[time + index] = (byte) (timestamp >>> 7 * index & 0x7F | more);
            }
        }
        try {
            int length = Snappy.compress(message, 0, message.length, compressed, 0);
            return Arrays.copyOf(compressed, length);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static long littleEndian(byte[] bytes, int at) {
        long value = 0;
        for (int index = VALUE_BYTES - 1; index >= 0; index--) {
            value = value << 8 | bytes[at + index] & 0xFF;
        }
        return value;
    }
}
