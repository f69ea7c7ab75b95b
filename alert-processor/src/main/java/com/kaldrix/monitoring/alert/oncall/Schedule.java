package com.kaldrix.monitoring.alert.oncall;

import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;

/**
 * Who is on call when, as planned.
 *
 * @param name unique; as escalation steps call it
 * @param zone where the wall clock hangs by which it is written
 * @param layers of several that cover an instant the last one holds; may be empty
 */
public record Schedule(String name, ZoneId zone, List<Layer> layers) {
    public Schedule {
        layers = List.copyOf(layers);
    }

    /** The ids of all persons in it, each once. */
    public Stream<String> people() {
        return layers.stream()
                .flatMap(layer -> layer.rotation().people().stream())
                .distinct();
    }
}
