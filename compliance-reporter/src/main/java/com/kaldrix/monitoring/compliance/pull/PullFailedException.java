package com.kaldrix.monitoring.compliance.pull;

import java.util.Locale;

/** A source could not be asked, or did not answer. What it would have said is not known, and nothing has passed. */
public final class PullFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Why. */
    public enum Reason {
        /** Too many questions, also after waiting. */
        THROTTLED,
        /** We may not ask. */
        REFUSED,
        /** There are no credentials, or they are no longer good. */
        CREDENTIALS,
        /** The account does not use the region. */
        REGION_OFF,
        /** The account does not use the service there. */
        NOT_ENABLED,
        /** There is no answer, or only an error. */
        UNAVAILABLE,
        /** The place where to go on is no longer known: the look begins again. */
        PLACE_LOST,
        /** The question was not understood. */
        NOT_UNDERSTOOD,
        /** It answered, and some of it could not be read. */
        UNREADABLE;

        /** As it is written in answers and metrics. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether asking again soon may help. */
        boolean mayPass() {
            return this == THROTTLED || this == UNAVAILABLE || this == CREDENTIALS || this == PLACE_LOST;
        }
    }

    public PullFailedException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public PullFailedException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
