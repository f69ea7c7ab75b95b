package com.kaldrix.monitoring.metrics.forward.archive;

import com.kaldrix.monitoring.metrics.series.Hash64;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/** Gathered rows in the order in which they are written: by hour, then by series, then by time. */
final class SortedRows {
    private final GatheredRows rows;
    private final int[] order;
    private final List<Slice> slices = new ArrayList<>();

    /**
     * The rows of an hour.
     *
     * @param from place of the first in the order
     * @param to place behind the last
     */
    record Slice(long hour, int from, int to) {}

    private SortedRows(GatheredRows rows) {
        this.rows = rows;
        this.order = new int[rows.size()];
    }

    static SortedRows of(GatheredRows rows) {
        SortedRows sorted = new SortedRows(rows);
        sorted.sort();
        return sorted;
    }

    /** The hours, in their order. */
    List<Slice> slices() {
        return slices;
    }

    /** The number of the row at a place in the order. */
    int row(int at) {
        return order[at];
    }

    /** A hash of what the rows of an hour say: the same rows have the same, in every process. */
    long hash(Slice slice) {
        long hash = slice.hour();
        int series = -1;
        for (int at = slice.from(); at < slice.to(); at++) {
            int row = order[at];
            if (rows.place(row) != series) {
                series = rows.place(row);
                hash = Hash64.mix(hash ^ rows.series(row).hash(), 0x9e3779b97f4a7c15L);
            }
            hash = Hash64.mix(hash ^ rows.timestamp(row), 0xbf58476d1ce4e5b9L);
            hash = Hash64.mix(hash ^ rows.bits(row), 0x94d049bb133111ebL);
            hash = Hash64.mix(hash ^ rows.start(row), 0x2545f4914f6cdd1dL);
            byte[] histogram = rows.histogram(row);
            if (histogram != null) {
                hash = Hash64.mix(hash ^ Hash64.of(histogram, 0, histogram.length), 0xd6e8feb86659fd93L);
            }
        }
        return hash;
    }

    /** Two passes of counting, which keep the order of what is equal, and then time within a series where it runs back. */
    private void sort() {
        int[] bySeries = counted(identity(), ranks(), rows.seriesCount());
        long[] hours = hours();
        int[] hourOfRow = new int[rows.size()];
        for (int row = 0; row < hourOfRow.length; row++) {
            hourOfRow[row] = Arrays.binarySearch(hours, Partition.hourOf(rows.timestamp(row)));
        }
        int[] sorted = counted(bySeries, hourOfRow, hours.length);
        System.arraycopy(sorted, 0, order, 0, order.length);
        int from = 0;
        for (int at = 1; at <= order.length; at++) {
            if (at == order.length || hourOfRow[order[at]] != hourOfRow[order[from]]) {
                slices.add(new Slice(hours[hourOfRow[order[from]]], from, at));
                from = at;
            }
        }
        slices.forEach(this::sortTimes);
    }

    private int[] identity() {
        int[] all = new int[rows.size()];
        for (int row = 0; row < all.length; row++) {
            all[row] = row;
        }
        return all;
    }

    /** The rank of its series, for each row. */
    private int[] ranks() {
        List<ArchivedSeries> series = rows.allSeries();
        Integer[] places = new Integer[series.size()];
        Arrays.setAll(places, i -> i);
        Arrays.sort(places, (one, other) -> series.get(one).compareTo(series.get(other)));
        int[] rankOfPlace = new int[places.length];
        for (int rank = 0; rank < places.length; rank++) {
            rankOfPlace[places[rank]] = rank;
        }
        int[] ranks = new int[rows.size()];
        for (int row = 0; row < ranks.length; row++) {
            ranks[row] = rankOfPlace[rows.place(row)];
        }
        return ranks;
    }

    private long[] hours() {
        TreeSet<Long> hours = new TreeSet<>();
        long last = Long.MIN_VALUE;
        for (int row = 0; row < rows.size(); row++) {
            long hour = Partition.hourOf(rows.timestamp(row));
            if (hour != last) {
                hours.add(hour);
                last = hour;
            }
        }
        return hours.stream().mapToLong(Long::longValue).toArray();
    }

    private static int[] counted(int[] input, int[] keyOfRow, int keys) {
        int[] next = new int[keys + 1];
        for (int row : input) {
            next[keyOfRow[row] + 1]++;
        }
        for (int key = 1; key <= keys; key++) {
            next[key] += next[key - 1];
        }
        int[] output = new int[input.length];
        for (int row : input) {
            output[next[keyOfRow[row]]++] = row;
        }
        return output;
    }

    private void sortTimes(Slice slice) {
        int from = slice.from();
        boolean ascending = true;
        for (int at = from + 1; at <= slice.to(); at++) {
            boolean same = at < slice.to() && rows.place(order[at]) == rows.place(order[from]);
            if (same) {
                ascending &= rows.timestamp(order[at]) >= rows.timestamp(order[at - 1]);
            } else {
                if (!ascending) {
                    sortTimes(from, at);
                }
                from = at;
                ascending = true;
            }
        }
    }

    private void sortTimes(int from, int to) {
        Integer[] run = new Integer[to - from];
        Arrays.setAll(run, i -> order[from + i]);
        Arrays.sort(run, (one, other) -> Long.compare(rows.timestamp(one), rows.timestamp(other)));
        for (int i = 0; i < run.length; i++) {
            order[from + i] = run[i];
        }
    }
}
