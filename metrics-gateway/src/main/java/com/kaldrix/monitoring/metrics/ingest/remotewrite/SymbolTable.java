package com.kaldrix.monitoring.metrics.ingest.remotewrite;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The texts of a request of version 2.0, where they lie. For one thread. */
final class SymbolTable {
    private static final int UNKNOWN = -1;

    private final Symbol.Probe probe = new Symbol.Probe();
    private byte[] bytes = new byte[0];
    private int[] from = new int[1024];
    private int[] length = new int[1024];
    private int[] ids = new int[1024];
    private int size;
    private @Nullable Symbol last;

    void begin(byte[] message) {
        bytes = message;
        size = 0;
        last = null;
    }

    void add(int start, int count) {
        if (size == from.length) {
            from = Arrays.copyOf(from, size * 2);
            length = Arrays.copyOf(length, size * 2);
            ids = Arrays.copyOf(ids, size * 2);
        }
        from[size] = start;
        length[size] = count;
        ids[size] = UNKNOWN;
        size++;
    }

    int size() {
        return size;
    }

    /** Whether the first text is the empty one, as the specification demands. */
    boolean beginsEmpty() {
        return size > 0 && length[0] == 0;
    }

    /** Whether a reference points to a text. */
    boolean has(long reference) {
        return reference >= 0 && reference < size;
    }

    /** The number that the text has for the sender. */
    int id(int reference, WriteSource source) {
        int id = ids[reference];
        if (id == UNKNOWN) {
            Symbol symbol = find(from[reference], length[reference], source);
            if (last != null) {
                last.next(symbol);
            }
            last = symbol;
            id = symbol.id();
            ids[reference] = id;
        }
        return id;
    }

    /** Whether the references that stand there are those of that series. */
    boolean are(SymbolRefs refs, int start, int end, WriteSource source) {
        int[] wanted = refs.ids();
        int at = start;
        int count = 0;
        while (at < end) {
            int reference = bytes[at++];
            if (reference < 0) {
                // Two bytes are enough for 16,384 texts; who has more is read the slow way.
                if (at >= end || bytes[at] < 0) {
                    return false;
                }
                reference = reference & 0x7f | bytes[at++] << 7;
            }
            if (reference >= size || count == wanted.length) {
                return false;
            }
            int id = ids[reference];
            if ((id == UNKNOWN ? id(reference, source) : id) != wanted[count++]) {
                return false;
            }
        }
        return count == wanted.length;
    }

    private Symbol find(int start, int count, WriteSource source) {
        @Nullable Symbol expected = last == null ? null : last.next();
        return expected != null && expected.standsAt(bytes, start, count)
                ? expected
                : source.symbol(probe.of(bytes, start, count));
    }

    /** The text itself. */
    String text(int reference) {
        return Wire.text(bytes, from[reference], length[reference]);
    }
}
