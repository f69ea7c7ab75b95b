package com.kaldrix.monitoring.metrics.histogram;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The buckets of one side of a native histogram: spans say which there are, counts how much is in each. A count is that of
 * its bucket alone; neither cumulative nor the difference to its neighbour. Immutable.
 */
public final class Buckets {
    /** No buckets. */
    public static final Buckets NONE = new Buckets(List.of(), new double[0]);

    /** Up to this many empty buckets are cheaper to send than the beginning of another span. */
    private static final int CHEAP_GAP = 2;

    private final List<BucketSpan> spans;
    private final double[] counts;

    public Buckets(List<BucketSpan> spans, double[] counts) {
        this.spans = List.copyOf(spans);
        this.counts = counts.clone();
    }

    /**
     * Buckets of consecutive indices, without the empty ones at either end and in long gaps.
     *
     * @param first index of the first bucket
     */
    public static Buckets dense(int first, double[] counts) {
        List<BucketSpan> spans = new ArrayList<>();
        double[] kept = new double[counts.length];
        int size = 0;
        int start = -1;
        int lastEnd = 0;
        int at = 0;
        while (at < counts.length) {
            if (counts[at] == 0) {
                int gap = gap(counts, at);
                if (start >= 0 && (gap > CHEAP_GAP || at + gap == counts.length)) {
                    spans.add(span(spans, first, start, lastEnd, at));
                    lastEnd = at;
                    start = -1;
                } else if (start >= 0) {
                    size += gap;
                }
                at += gap;
            } else {
                start = start < 0 ? at : start;
                kept[size++] = counts[at++];
            }
        }
        if (start >= 0) {
            spans.add(span(spans, first, start, lastEnd, at));
        }
        return spans.isEmpty() ? NONE : new Buckets(spans, Arrays.copyOf(kept, size));
    }

    private static int gap(double[] counts, int from) {
        int at = from;
        while (at < counts.length && counts[at] == 0) {
            at++;
        }
        return at - from;
    }

    private static BucketSpan span(List<BucketSpan> before, int first, int start, int lastEnd, int end) {
        return new BucketSpan(before.isEmpty() ? first + start : start - lastEnd, end - start);
    }

    public List<BucketSpan> spans() {
        return spans;
    }

    /** How many buckets have a count; the spans of a valid histogram are as long together. */
    public int size() {
        return counts.length;
    }

    /** The count of a bucket, by its place from 0 and not by its index. */
    public double count(int place) {
        return counts[place];
    }

    /** What is in all buckets together. */
    public double total() {
        double total = 0;
        for (double count : counts) {
            total += count;
        }
        return total;
    }

    /** Shows each bucket: its index, of which the schema makes bounds, and its count. */
    public void forEach(Visitor visitor) {
        int place = 0;
        int index = 0;
        for (BucketSpan span : spans) {
            index += span.offset();
            for (int i = 0; i < span.length() && place < counts.length; i++) {
                visitor.bucket(index++, counts[place++]);
            }
        }
    }

    /** Is shown buckets. */
    @FunctionalInterface
    public interface Visitor {
        void bucket(int index, double count);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Buckets buckets && spans.equals(buckets.spans) && Arrays.equals(counts, buckets.counts);
    }

    @Override
    public int hashCode() {
        return 31 * spans.hashCode() + Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        return spans + Arrays.toString(counts);
    }
}
