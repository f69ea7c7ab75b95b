package com.kaldrix.monitoring.common.yaml;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which keys a mapping may have.
 *
 * @param supported those that are read
 * @param refused those that the format has and the suite does not know yet, each with a sentence that says what to do
 *     instead, or nothing
 */
public record Keys(Set<String> supported, Map<String, String> refused) {
    public Keys {
        supported = Set.copyOf(supported);
        refused = Map.copyOf(refused);
    }

    public static Keys of(String... supported) {
        return new Keys(Set.of(supported), Map.of());
    }

    public Keys and(Keys others) {
        Set<String> keys = new HashSet<>(supported);
        keys.addAll(others.supported);
        Map<String, String> more = new HashMap<>(refused);
        more.putAll(others.refused);
        return new Keys(keys, more);
    }

    public Keys refusing(String... keys) {
        Map<String, String> more = new HashMap<>(refused);
        for (String key : keys) {
            more.put(key, "");
        }
        return new Keys(supported, more);
    }

    public Keys refusingFor(String key, String instead) {
        Map<String, String> more = new HashMap<>(refused);
        more.put(key, instead);
        return new Keys(supported, more);
    }

    public Set<String> all() {
        Set<String> all = new HashSet<>(supported);
        all.addAll(refused.keySet());
        return all;
    }
}
