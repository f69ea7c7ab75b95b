package com.kaldrix.monitoring.local.supervise;

import java.time.Instant;
import java.util.List;

/**
 * How a process ended that should have gone on.
 *
 * @param exitCode what it left; 128 and the signal's number when a signal ended it
 * @param at when
 * @param lastLines the end of its log, at most 20 lines
 */
public record Crash(int exitCode, Instant at, List<String> lastLines) {
    public Crash {
        lastLines = List.copyOf(lastLines);
    }

    /** Such as {@code ended with exit code 1} or {@code was ended by signal 9}. */
    public String reason() {
        return exitCode > 128 && exitCode < 160
                ? "was ended by signal " + (exitCode - 128)
                : "ended with exit code " + exitCode;
    }
}
