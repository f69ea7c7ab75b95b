package com.kaldrix.monitoring.metrics.histogram;

/** Bytes that are no message {@code Histogram}. */
public final class MalformedHistogramException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    MalformedHistogramException(String message, Throwable cause) {
        super(message, cause);
    }

    MalformedHistogramException(String message) {
        super(message);
    }
}
