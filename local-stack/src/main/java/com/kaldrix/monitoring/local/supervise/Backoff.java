package com.kaldrix.monitoring.local.supervise;

import java.time.Duration;

/**
 * How long to wait before a crashed process is started again: twice as long each time.
 *
 * @param first before the first restart
 * @param most never longer than this
 * @param calm a process that ran at least this long before it crashed starts again with {@code first}
 */
public record Backoff(Duration first, Duration most, Duration calm) {
    /** One second, up to thirty; forgiven after a minute of running. */
    public static final Backoff DEFAULT =
            new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofMinutes(1));

    /** The wait after so many crashes in a row, from 1. */
    Duration after(int crashes) {
        Duration wait = first.multipliedBy(1L << Math.min(crashes - 1, 30));
        return wait.compareTo(most) > 0 ? most : wait;
    }
}
