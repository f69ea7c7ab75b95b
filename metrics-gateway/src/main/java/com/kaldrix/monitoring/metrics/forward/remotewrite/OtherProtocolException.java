package com.kaldrix.monitoring.metrics.forward.remotewrite;

/** The target does not speak the version that was used. */
final class OtherProtocolException extends RuntimeException {
    OtherProtocolException(String reason) {
        super(reason, null, false, false);
    }
}
