package com.kaldrix.monitoring.metrics.buffer;

import java.nio.file.Path;

/** A segment that is there: how much of it counts, and when its last block was accepted. */
final class Segment {
    private final long number;
    private final Path path;
    private volatile long bytes;
    private volatile long newest;

    Segment(long number, Path path, long bytes, long newest) {
        this.number = number;
        this.path = path;
        this.bytes = bytes;
        this.newest = newest;
    }

    long number() {
        return number;
    }

    Path path() {
        return path;
    }

    /** Up to where blocks were written. */
    long bytes() {
        return bytes;
    }

    /** When its last block was accepted, in milliseconds since the epoch. */
    long newest() {
        return newest;
    }

    void grew(long end, long time) {
        newest = time;
        bytes = end;
    }

    @Override
    public String toString() {
        return String.valueOf(path.getFileName());
    }
}
