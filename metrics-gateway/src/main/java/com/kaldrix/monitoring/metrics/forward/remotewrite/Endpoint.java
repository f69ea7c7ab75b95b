package com.kaldrix.monitoring.metrics.forward.remotewrite;

import com.kaldrix.monitoring.metrics.wire.WriteProtocol;

/** Where requests go. Safe for several threads. */
interface Endpoint {
    /** Sends a body and waits for what becomes of it. */
    Answer send(WriteProtocol protocol, byte[] body) throws InterruptedException;
}
