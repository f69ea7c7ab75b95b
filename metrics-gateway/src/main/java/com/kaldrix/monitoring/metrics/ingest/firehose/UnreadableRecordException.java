package com.kaldrix.monitoring.metrics.ingest.firehose;

/** A part of a record that is no metric; the message completes a sentence that begins with it. */
final class UnreadableRecordException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnreadableRecordException(String message) {
        super(message);
    }
}
