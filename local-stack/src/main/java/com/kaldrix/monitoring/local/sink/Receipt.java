package com.kaldrix.monitoring.local.sink;

import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * The record of one thing that a sink received.
 *
 * @param sequence rises by arrival, over all sinks, and is never used twice
 * @param time when it was recorded
 * @param arrival what came
 * @param verdict what the sink made of it
 * @param duplicate whether it told the receiver nothing new: the same idempotency key again, or a PagerDuty event that
 *     left its incident as it was; only what was accepted can be a duplicate or make a later one
 */
public record Receipt(long sequence, Instant time, Arrival arrival, Verdict verdict, boolean duplicate) {
    /** The body, as in {@link Arrival#body()}. */
    public JsonNode body() {
        return arrival.body();
    }

    /** The path, as in {@link Arrival#path()}. */
    public String path() {
        return arrival.path();
    }

    /** Whether the sink took it. */
    public boolean accepted() {
        return verdict instanceof Verdict.Accepted;
    }
}
