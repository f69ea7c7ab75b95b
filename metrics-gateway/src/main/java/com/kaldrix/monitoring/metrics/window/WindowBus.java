package com.kaldrix.monitoring.metrics.window;

import java.util.List;

/** Takes closed windows to those who look for anomalies in them. */
@FunctionalInterface
public interface WindowBus {
    /**
     * Sends messages, in their order as far as that goes.
     *
     * @return those that were not, or not certainly, taken, to be sent again; never throws for a bus that is away
     */
    List<WindowMessage> send(List<WindowMessage> messages);
}
