package com.kaldrix.monitoring.compliance.audit.log;

/** What was signed and what is in the database are not the same trail. */
public final class TrailForkedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TrailForkedException(String message) {
        super(message);
    }
}
