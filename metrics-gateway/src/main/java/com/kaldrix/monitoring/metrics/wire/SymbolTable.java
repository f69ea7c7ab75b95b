package com.kaldrix.monitoring.metrics.wire;

import com.kaldrix.monitoring.metrics.series.Hash64;
import java.util.Arrays;

/**
 * The symbols of one request of remote write 2.0: each text once, the empty text first. Texts are kept in the form in which
 * the request carries them, and found by hash without making objects.
 */
final class SymbolTable {
    /** The reference of the empty text. */
    static final int EMPTY = 0;

    private static final int SYMBOL = 0x22;

    private final WireBuffer encoded = new WireBuffer(64 * 1024);
    private int count;
    private int[] from = new int[1024];
    private int[] length = new int[1024];
    private int[] hashes = new int[1024];
    /** A reference plus one for each place, 0 where it is free; never more than half full. */
    private int[] places = new int[4096];

    SymbolTable() {
        clear();
    }

    void clear() {
        encoded.clear();
        Arrays.fill(places, 0);
        count = 0;
        of(new byte[0], 0, 0);
    }

    /** The reference of a text, which is added when it is new. */
    int of(byte[] bytes, int at, int size) {
        long hash64 = Hash64.of(bytes, at, size);
        int hash = (int) (hash64 ^ hash64 >>> 32);
        int mask = places.length - 1;
        int place = hash & mask;
        while (places[place] != 0) {
            int known = places[place] - 1;
            if (hashes[known] == hash && is(known, bytes, at, size)) {
                return known;
            }
            place = place + 1 & mask;
        }
        return add(bytes, at, size, hash, place);
    }

    int count() {
        return count;
    }

    WireBuffer encoded() {
        return encoded;
    }

    private boolean is(int known, byte[] bytes, int at, int size) {
        int start = from[known];
        return Arrays.equals(encoded.bytes(), start, start + length[known], bytes, at, at + size);
    }

    private int add(byte[] bytes, int at, int size, int hash, int place) {
        int reference = count++;
        if (reference == from.length) {
            from = Arrays.copyOf(from, 2 * reference);
            length = Arrays.copyOf(length, 2 * reference);
            hashes = Arrays.copyOf(hashes, 2 * reference);
        }
        encoded.field(SYMBOL, bytes, at, size);
        from[reference] = encoded.size() - size;
        length[reference] = size;
        hashes[reference] = hash;
        places[place] = reference + 1;
        if (count * 2 > places.length) {
            spread();
        }
        return reference;
    }

    private void spread() {
        int[] wider = new int[places.length * 2];
        int mask = wider.length - 1;
        for (int reference = 0; reference < count; reference++) {
            int place = hashes[reference] & mask;
            while (wider[place] != 0) {
                place = place + 1 & mask;
            }
            wider[place] = reference + 1;
        }
        places = wider;
    }
}
