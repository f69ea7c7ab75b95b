package com.kaldrix.monitoring.alert.interval;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The time intervals of a configuration by their names.
 *
 * @param all each name with its times, of which one must hold
 */
public record NamedIntervals(Map<String, List<TimeInterval>> all) {
    public static final NamedIntervals NONE = new NamedIntervals(Map.of());

    public NamedIntervals {
        all = Map.copyOf(all);
    }

    /** Of these names those whose time it is, in their order; a name that is not known holds no time. */
    public List<String> containing(Collection<String> names, Instant now) {
        return names.stream()
                .filter(name -> all.getOrDefault(name, List.of()).stream().anyMatch(interval -> interval.contains(now)))
                .toList();
    }
}
