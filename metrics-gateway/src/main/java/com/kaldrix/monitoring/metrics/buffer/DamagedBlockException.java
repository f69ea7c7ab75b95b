package com.kaldrix.monitoring.metrics.buffer;

/** What is on the disk is not what was written. */
final class DamagedBlockException extends RuntimeException {
    DamagedBlockException(String message) {
        super(message);
    }
}
