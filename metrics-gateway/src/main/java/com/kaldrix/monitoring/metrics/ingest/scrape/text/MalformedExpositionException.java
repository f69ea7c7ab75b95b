package com.kaldrix.monitoring.metrics.ingest.scrape.text;

/** A page that cannot be read. The message names the line. */
public final class MalformedExpositionException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedExpositionException(int line, String reason) {
        super("line " + line + ": " + reason);
    }
}
