package com.kaldrix.monitoring.local.aws.cloudwatch;

import org.jspecify.annotations.Nullable;

/** Where metric data ends, and what decides about trouble. */
@FunctionalInterface
public interface MetricInbox {
    /** Takes everything and keeps nothing. */
    MetricInbox NONE = (data, refusal) -> Reaction.AS_JUDGED;

    /**
     * Takes a call, before it is answered. May wait as long as the answer is to be late.
     *
     * @param refusal why CloudWatch refuses it; null when it takes it
     */
    Reaction receive(MetricData data, @Nullable Refusal refusal);

    /**
     * How the call is to be answered.
     *
     * @param status an HTTP status of trouble, or 0 for the usual answer
     * @param retryAfter the {@code Retry-After} header of an answer of trouble; null for none
     * @param drop whether the connection is cut instead
     */
    record Reaction(int status, @Nullable String retryAfter, boolean drop) {
        /** The usual answer. */
        public static final Reaction AS_JUDGED = new Reaction(0, null, false);
    }
}
