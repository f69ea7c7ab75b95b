package com.kaldrix.monitoring.compliance.audit.note;

/** A signature cannot be made for now. */
public final class SigningFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SigningFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
