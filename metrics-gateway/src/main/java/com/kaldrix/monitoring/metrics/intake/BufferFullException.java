package com.kaldrix.monitoring.metrics.intake;

import java.time.Duration;

/** Nothing is taken at the moment, and nothing of the batch was kept; the sender is to come again. */
public final class BufferFullException extends RuntimeException {
    private final Duration retryAfter;

    /** @param retryAfter when it may be worth while to come again */
    public BufferFullException(String message, Duration retryAfter) {
        super(message);
        this.retryAfter = retryAfter;
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}
