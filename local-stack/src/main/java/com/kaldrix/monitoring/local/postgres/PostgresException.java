package com.kaldrix.monitoring.local.postgres;

/** PostgreSQL on this machine could not be unpacked, started, stopped or asked; the message says which and why. */
public final class PostgresException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PostgresException(String message) {
        super(message);
    }

    PostgresException(String message, Throwable cause) {
        super(message, cause);
    }
}
