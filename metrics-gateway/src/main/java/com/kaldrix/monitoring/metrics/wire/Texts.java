package com.kaldrix.monitoring.metrics.wire;

import com.kaldrix.monitoring.metrics.series.Hash64;
import java.util.Arrays;

/**
 * Texts by number, found by hash without making objects. Numbers stay until everything is forgotten: what is sent in one
 * request is mostly sent in the next one too.
 */
final class Texts {
    private final WireBuffer all = new WireBuffer(64 * 1024);
    private int count;
    private int[] from = new int[1024];
    private int[] length = new int[1024];
    private int[] hashes = new int[1024];
    /** A number plus one for each place, 0 where it is free; never more than half full. */
    private int[] places = new int[4096];

    /** Forgets all texts. */
    void clear() {
        all.clear();
        Arrays.fill(places, 0);
        count = 0;
    }

    /** The number of a text, which is added when it is new. */
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

    /** Where the text lies in {@link #bytes()}. */
    int from(int number) {
        return from[number];
    }

    int length(int number) {
        return length[number];
    }

    byte[] bytes() {
        return all.bytes();
    }

    private boolean is(int known, byte[] bytes, int at, int size) {
        int start = from[known];
        return Arrays.equals(all.bytes(), start, start + length[known], bytes, at, at + size);
    }

    private int add(byte[] bytes, int at, int size, int hash, int place) {
        int number = count++;
        if (number == from.length) {
            from = Arrays.copyOf(from, 2 * number);
            length = Arrays.copyOf(length, 2 * number);
            hashes = Arrays.copyOf(hashes, 2 * number);
        }
        from[number] = all.size();
        length[number] = size;
        hashes[number] = hash;
        all.put(bytes, at, size);
        places[place] = number + 1;
        if (count * 2 > places.length) {
            spread();
        }
        return number;
    }

    private void spread() {
        int[] wider = new int[places.length * 2];
        int mask = wider.length - 1;
        for (int number = 0; number < count; number++) {
            int place = hashes[number] & mask;
            while (wider[place] != 0) {
                place = place + 1 & mask;
            }
            wider[place] = number + 1;
        }
        places = wider;
    }
}
