package com.kaldrix.monitoring.common.work;

import java.time.Duration;

/** Something that one thread does over and over: look for what is due, do it, say when to look again. */
public interface Work {
    /** Names the thread. */
    String name();

    /**
     * Does all that is due.
     *
     * @param wake for what this leaves running: ends the pause that follows
     * @return how long to pause unless woken; never negative
     */
    Duration run(Wake wake);

    /** Finishes or gives back what is in hand; called once, after the last {@link #run}. */
    default void stop(Duration most) {}

    /** Ends a pause, so that work which has just come is done at once. */
    @FunctionalInterface
    interface Wake {
        void now();
    }
}
