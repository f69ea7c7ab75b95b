package com.kaldrix.monitoring.metrics.forward.remotewrite;

import com.kaldrix.monitoring.metrics.buffer.Position;

/** A part of the buffer that the lane of fresh samples sends, so that the other lane leaves it out. */
final class Stretch {
    private final Position from;
    private volatile Position to;
    private volatile boolean wanted = true;

    /** Nothing yet, from there on. */
    Stretch(Position from) {
        this.from = from;
        this.to = from;
    }

    Position from() {
        return from;
    }

    /** Up to where it has been sent. */
    Position to() {
        return to;
    }

    void sentTo(Position position) {
        to = position;
    }

    /** Whether it may still grow. */
    boolean wanted() {
        return wanted;
    }

    /** Nothing more is to be sent than what is on its way. */
    void end() {
        wanted = false;
    }
}
