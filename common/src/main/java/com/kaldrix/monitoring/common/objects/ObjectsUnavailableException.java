package com.kaldrix.monitoring.common.objects;

/** The store of objects could not be reached, or refused. Trying again later may help. */
public final class ObjectsUnavailableException extends RuntimeException {
    public ObjectsUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
