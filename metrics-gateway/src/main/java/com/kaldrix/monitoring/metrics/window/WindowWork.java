package com.kaldrix.monitoring.metrics.window;

import com.kaldrix.monitoring.metrics.buffer.BlockVisitor;

/**
 * What is computed window by window from what the buffer holds. Samples come in through {@link BlockVisitor}; windows are
 * closed in order of time. For one thread.
 */
public interface WindowWork extends BlockVisitor {
    /**
     * A window is over.
     *
     * @param start when it begins, in milliseconds since the epoch
     * @param end when it ends
     * @param deliver whether its result is to be delivered; false when it has been, before a restart
     */
    void close(long start, long end, boolean deliver);

    /**
     * Called before the samples of each block.
     *
     * @param start when the earliest window begins that is still open
     * @param farthest what is later than this is of a clock that cannot be right, and is left out
     */
    void openFrom(long start, long farthest);

    /** The clock was set back: times from before cannot be compared with those from now on. */
    void clockWasSet();

    /**
     * Delivers the results of the windows that were closed since the last call.
     *
     * @return false when they cannot be delivered now; it is called again then, and nothing else is until it succeeds
     */
    boolean deliver();
}
