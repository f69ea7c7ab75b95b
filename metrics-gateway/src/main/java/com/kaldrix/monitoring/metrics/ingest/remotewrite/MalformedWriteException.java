package com.kaldrix.monitoring.metrics.ingest.remotewrite;

/** The body is not what the protocol says; nothing of it is kept. */
final class MalformedWriteException extends RuntimeException {
    MalformedWriteException(String message) {
        super(message, null, false, false);
    }
}
