package com.kaldrix.monitoring.metrics.series;

import org.jspecify.annotations.Nullable;

/**
 * A series that was admitted: its labels as they are kept, after enrichment. Whoever brings samples may hold on to one as
 * long as it likes and give it to a batch again; that is how a source that sends the same series each time saves the work of
 * reading its labels.
 */
public final class Series {
    private final EncodedLabels labels;
    private final Source source;
    private final @Nullable Sender sender;
    private final @Nullable Series original;
    private volatile long lastSeen;
    private int segment = -1;
    private int idInSegment;

    public Series(EncodedLabels labels, Source source) {
        this.labels = labels;
        this.source = source;
        this.sender = null;
        this.original = null;
    }

    private Series(Series original, Sender sender) {
        this.labels = original.labels;
        this.source = original.source;
        this.sender = sender;
        this.original = original;
    }

    /** The same series as one of several senders brings it. */
    public Series from(Sender twin) {
        return new Series(original(), twin);
    }

    /** The series itself, whoever brings it. */
    public Series original() {
        return original == null ? this : original;
    }

    /** Which of several senders brings it; null when there is only one. */
    public @Nullable Sender sender() {
        return sender;
    }

    public EncodedLabels labels() {
        return labels;
    }

    /** Who brought it first. */
    public Source source() {
        return source;
    }

    /** The tick of the registry at which a sample of it came last. */
    public long lastSeen() {
        return lastSeen;
    }

    /** A sample came at this tick of the registry. */
    public void seen(long tick) {
        if (lastSeen != tick) {
            lastSeen = tick;
        }
    }

    /** Its number in that segment of the buffer, or -1; for the buffer's writer alone. */
    public int idIn(int number) {
        return segment == number ? idInSegment : -1;
    }

    /** Notes its number in a segment of the buffer; for the buffer's writer alone. */
    public void number(int number, int id) {
        segment = number;
        idInSegment = id;
    }

    @Override
    public String toString() {
        return labels.toString();
    }
}
