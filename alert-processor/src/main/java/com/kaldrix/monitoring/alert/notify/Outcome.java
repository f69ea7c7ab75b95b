package com.kaldrix.monitoring.alert.notify;

import java.time.Duration;

/** How an attempt to deliver ended. */
public sealed interface Outcome {
    /**
     * The other side has taken it.
     *
     * @param reference what a later message on the same incident needs to refer to this one, such as Slack's channel and
     *     {@code ts}; empty when the channel knows no such thing
     */
    record Delivered(String reference) implements Outcome {
        public static final Delivered PLAIN = new Delivered("");
    }

    /**
     * The other side has not taken it and asks for patience.
     *
     * @param delay how long to wait before any further attempt on this channel; positive
     * @param reason for people
     */
    record RetryAfter(Duration delay, String reason) implements Outcome {}

    /**
     * The other side has certainly not taken it (refused connection, 5xx); a later attempt may succeed.
     *
     * @param reason for people, without secrets
     */
    record Unavailable(String reason) implements Outcome {}

    /**
     * Nobody knows whether the other side has taken it (time-out, or connection lost after sending).
     *
     * @param reason for people, without secrets
     */
    record Unknown(String reason) implements Outcome {}

    /**
     * The other side will never take it (wrong key, malformed): no further attempt makes sense.
     *
     * @param reason for people, without secrets
     */
    record Rejected(String reason) implements Outcome {}
}
