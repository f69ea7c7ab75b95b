package com.kaldrix.monitoring.alert.notify;

import com.kaldrix.monitoring.alert.receiver.Integration;

/**
 * A way to reach people. Implementations are safe for use by many threads, keep nothing between calls, and return within
 * {@link #TIMEOUT_SECONDS}.
 *
 * @param <I> the kind of integration that it serves
 */
public interface Channel<I extends Integration> {
    /** After this time the outcome of an attempt counts as unknown. */
    int TIMEOUT_SECONDS = 10;

    /** The kind of integration that it serves. */
    Class<I> serves();

    /**
     * Tries once to deliver. Never throws for what the network or the other side does.
     *
     * @param integration where to
     * @param notification what
     * @param earlier what this channel returned as {@link Outcome.Delivered#reference} for an earlier message on the same
     *     incident to the same integration; empty when there is none
     */
    Outcome send(I integration, Notification notification, String earlier);
}
