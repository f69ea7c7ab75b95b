package com.kaldrix.monitoring.metrics.spool;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where state is kept, and which topics there are.
 *
 * @param topics logical name of a topic to its ARN; a topic without one is not sent to
 */
@ConfigurationProperties("kaldrix")
record StateProperties(
        @DefaultValue State state, @DefaultValue Map<String, String> topics) {
    /** @param directory for this process alone */
    record State(@DefaultValue("data/state") Path directory) {
        State {
            if (directory.toString().isBlank()) {
                throw new IllegalArgumentException("kaldrix.state.directory must name a folder");
            }
        }
    }

    StateProperties {
        Map<String, String> named = new HashMap<>(topics);
        named.values().removeIf(String::isBlank);
        topics = Map.copyOf(named);
    }
}
