package com.kaldrix.monitoring.local.sink;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a sink misbehaves.
 *
 * @param status the HTTP status or SMTP reply code to answer instead of taking the request; null to take it
 * @param delay how long to wait with the answer; a request that is taken is recorded before the wait
 * @param retryAfter the {@code Retry-After} header of the answer, seconds or an HTTP date; null for none
 * @param drop whether to drop the connection instead of answering
 * @param times for how many requests; null until the behaviour is cleared
 * @param path only for requests whose path (for mail: whose first recipient) starts with this; null for all
 */
public record Behaviour(
        @Nullable Integer status,
        Duration delay,
        @Nullable String retryAfter,
        Drop drop,
        @Nullable Integer times,
        @Nullable String path) {

    /** What becomes of the connection. */
    public enum Drop {
        /** It is kept. */
        NONE,
        /** It is reset and the request is not taken. */
        RESET,
        /** The request is taken, then the connection is reset without an answer: the sender cannot know the outcome. */
        ACCEPT_THEN_RESET
    }

    public Behaviour {
        if (status != null && (status < 200 || status > 599)) {
            throw new IllegalArgumentException("status must be between 200 and 599");
        }
        if (delay.isNegative() || delay.compareTo(Duration.ofMinutes(10)) > 0) {
            throw new IllegalArgumentException("delayMillis must be between 0 and 600000");
        }
        if (times != null && times < 1) {
            throw new IllegalArgumentException("times must be at least 1");
        }
        if (status != null && drop != Drop.NONE) {
            throw new IllegalArgumentException("status cannot be combined with reset or acceptThenReset");
        }
        if (retryAfter != null && (status == null || !retryAfter.matches("[\\x20-\\x7e]{1,64}"))) {
            throw new IllegalArgumentException("retryAfter needs a status and at most 64 printable characters");
        }
        if (status == null && delay.isZero() && drop == Drop.NONE) {
            throw new IllegalArgumentException("give at least one of status, delayMillis, reset, acceptThenReset");
        }
    }

    /** Answers with that status and takes nothing. */
    public static Behaviour status(int status) {
        return new Behaviour(status, Duration.ZERO, null, Drop.NONE, null, null);
    }

    /** Takes everything but answers late. */
    public static Behaviour slow(Duration delay) {
        return new Behaviour(null, delay, null, Drop.NONE, null, null);
    }

    /** Resets the connection and takes nothing. */
    public static Behaviour reset() {
        return new Behaviour(null, Duration.ZERO, null, Drop.RESET, null, null);
    }

    /** Takes everything but resets the connection instead of answering. */
    public static Behaviour acceptThenReset() {
        return new Behaviour(null, Duration.ZERO, null, Drop.ACCEPT_THEN_RESET, null, null);
    }

    /** The same with a {@code Retry-After} header. */
    public Behaviour retryAfter(String value) {
        return new Behaviour(status, delay, value, drop, times, path);
    }

    /** The same, late. */
    public Behaviour after(Duration wait) {
        return new Behaviour(status, wait, retryAfter, drop, times, path);
    }

    /** The same for so many requests only. */
    public Behaviour times(int count) {
        return new Behaviour(status, delay, retryAfter, drop, count, path);
    }

    /** The same for paths (recipients) that start with the prefix. */
    public Behaviour onPath(String prefix) {
        return new Behaviour(status, delay, retryAfter, drop, times, prefix);
    }

    /** What a receipt says when this behaviour kept the sink from taking a request; empty when it takes it. */
    public Optional<String> refusal() {
        if (drop == Drop.RESET) {
            return Optional.of("reset");
        }
        return status == null ? Optional.empty() : Optional.of("status " + status);
    }
}
