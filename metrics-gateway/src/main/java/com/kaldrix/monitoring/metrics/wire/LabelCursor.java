package com.kaldrix.monitoring.metrics.wire;

import com.kaldrix.monitoring.metrics.series.EncodedLabels;
import java.util.Arrays;

/** Walks over the labels of a series without making objects of them. Used again for one series after the other. */
final class LabelCursor {
    private byte[] bytes = new byte[0];
    private int next;
    private int nameFrom;
    private int nameLength;
    private int valueFrom;
    private int valueLength;
    private int afterVarint;

    LabelCursor over(EncodedLabels labels) {
        bytes = labels.bytes();
        next = 0;
        return this;
    }

    /** Goes to the next label; whether there is one. */
    boolean next() {
        if (next >= bytes.length) {
            return false;
        }
        int length = varint(next + 1);
        int from = afterVarint;
        nameLength = varint(from + 1);
        nameFrom = afterVarint;
        valueLength = varint(nameFrom + nameLength + 1);
        valueFrom = afterVarint;
        next = from + length;
        return true;
    }

    boolean nameIs(byte[] name) {
        return Arrays.equals(bytes, nameFrom, nameFrom + nameLength, name, 0, name.length);
    }

    byte[] bytes() {
        return bytes;
    }

    int nameFrom() {
        return nameFrom;
    }

    int nameLength() {
        return nameLength;
    }

    int valueFrom() {
        return valueFrom;
    }

    int valueLength() {
        return valueLength;
    }

    private int varint(int from) {
        int at = from;
        int value = 0;
        int shift = 0;
        while (true) {
            byte b = bytes[at++];
            value |= (b & 0x7f) << shift;
            if (b >= 0) {
                afterVarint = at;
                return value;
            }
            shift += 7;
        }
    }
}
