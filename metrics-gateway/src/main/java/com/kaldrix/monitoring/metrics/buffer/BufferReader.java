package com.kaldrix.monitoring.metrics.buffer;

import java.time.Duration;

/**
 * Reads the buffer from where its cursor stands, at its own pace. What no reader needs any more is deleted, so a reader that
 * is not there any more must be forgotten by configuration. For one thread.
 */
public interface BufferReader extends AutoCloseable {
    /** The name of its cursor. */
    String name();

    /**
     * Shows the next block.
     *
     * @return whether there was one; only blocks that are safe on the disk are shown
     */
    boolean next(BlockVisitor visitor);

    /** Waits until there is a block to show, or the time is over; whether there is one. */
    boolean await(Duration longest) throws InterruptedException;

    /** Where it stands: behind the last block that it has shown. */
    Position position();

    /**
     * Keeps a position as this reader's cursor: after a restart it goes on from there. What lies before it is not shown
     * again and may be deleted.
     *
     * @param position one that {@link #position()} has returned
     */
    void commit(Position position);

    /** How many bytes lie between the cursor and the end of the buffer. */
    long backlogBytes();

    /** How old the block is that comes next; zero when there is none. */
    Duration lag();

    @Override
    void close();
}
