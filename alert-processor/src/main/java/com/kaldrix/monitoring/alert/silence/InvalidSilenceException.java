package com.kaldrix.monitoring.alert.silence;

/** A silence that makes no sense; the message is for whoever asked for it. */
public class InvalidSilenceException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public InvalidSilenceException(String message) {
        super(message);
    }
}
