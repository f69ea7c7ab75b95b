package com.kaldrix.monitoring.metrics.ingest.http;

/** A body is compressed in a way that is not read here. */
public final class UnsupportedEncodingException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnsupportedEncodingException(String encoding) {
        super("Content-Encoding '" + encoding + "' is not read here; possible are gzip and identity");
    }
}
