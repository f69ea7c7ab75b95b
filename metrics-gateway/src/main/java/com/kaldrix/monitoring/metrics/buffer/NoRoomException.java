package com.kaldrix.monitoring.metrics.buffer;

/** The buffer takes nothing at the moment: it is as large as it may be, or the disk takes no more. Nothing was kept. */
public final class NoRoomException extends RuntimeException {
    NoRoomException(String message) {
        super(message);
    }

    NoRoomException(String message, Throwable cause) {
        super(message, cause);
    }
}
