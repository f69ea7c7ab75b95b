package com.kaldrix.monitoring.alert.receiver;

import java.util.List;

/**
 * A name and the means behind it.
 *
 * @param name as routes, policies and fallbacks call it
 * @param integrations in the order of the file, grouped by kind; empty for a receiver that tells nobody
 */
public record Receiver(String name, List<Integration> integrations) {
    public Receiver {
        integrations = List.copyOf(integrations);
    }
}
