package com.kaldrix.monitoring.local.demo;

import java.io.IOException;
import java.time.Duration;

/**
 * Something that happens in the story.
 *
 * @param at when
 * @param words what the audience is told
 * @param action makes it happen
 */
record Event(Duration at, String words, Action action) {
    /** Makes something happen. */
    @FunctionalInterface
    interface Action {
        void run() throws IOException, InterruptedException;
    }
}
