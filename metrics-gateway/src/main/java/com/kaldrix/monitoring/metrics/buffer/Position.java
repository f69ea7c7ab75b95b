package com.kaldrix.monitoring.metrics.buffer;

/**
 * A place between two blocks of the buffer.
 *
 * @param segment number of the segment
 * @param offset bytes from the segment's start
 */
public record Position(long segment, long offset) implements Comparable<Position> {
    @Override
    public int compareTo(Position other) {
        return segment == other.segment ? Long.compare(offset, other.offset) : Long.compare(segment, other.segment);
    }
}
