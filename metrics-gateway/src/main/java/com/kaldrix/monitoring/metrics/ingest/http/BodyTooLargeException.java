package com.kaldrix.monitoring.metrics.ingest.http;

/** A body is, or becomes when it is decompressed, larger than it may be. */
public final class BodyTooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public BodyTooLargeException(long limit) {
        super("a body has at most " + limit + " bytes, also when it is decompressed");
    }
}
