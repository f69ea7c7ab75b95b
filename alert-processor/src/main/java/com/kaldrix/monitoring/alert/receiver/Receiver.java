package com.kaldrix.monitoring.alert.receiver;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

    /** The integrations by address, in their order. */
    public Map<Address, Integration> addressed() {
        Map<String, Integer> next = new HashMap<>();
        Map<Address, Integration> addressed = new LinkedHashMap<>();
        for (Integration integration : integrations) {
            int index = next.merge(integration.kind(), 1, Integer::sum) - 1;
            addressed.put(new Address(name, integration.kind(), index), integration);
        }
        return addressed;
    }
}
