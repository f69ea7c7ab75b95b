package com.kaldrix.monitoring.local.cli;

/** What was asked for cannot be done as asked; the message is one sentence for the person who asked. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
