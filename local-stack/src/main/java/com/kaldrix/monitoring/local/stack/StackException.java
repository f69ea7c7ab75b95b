package com.kaldrix.monitoring.local.stack;

/** The stack cannot be had as asked; the message is one sentence for people. */
public final class StackException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StackException(String message) {
        super(message);
    }

    public StackException(String message, Throwable cause) {
        super(message, cause);
    }
}
