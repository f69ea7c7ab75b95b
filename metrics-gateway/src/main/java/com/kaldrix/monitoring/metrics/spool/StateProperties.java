package com.kaldrix.monitoring.metrics.spool;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

/**
 * Where state is kept, and which topics there are.
 *
 * @param state where this gateway keeps what it must know after a restart
 * @param buffer where the buffer is
 * @param topics logical name of a topic to its ARN; a topic without one is not sent to
 */
@ConfigurationProperties("kaldrix")
record StateProperties(
        @DefaultValue State state,
        @DefaultValue Buffer buffer,
        @DefaultValue Map<String, String> topics) {
    /** @param directoryOrNull for this process alone; {@code state} in the buffer's when nothing is said */
    record State(@Name("directory") @Nullable Path directoryOrNull) {}

    /** @param directory as the buffer has it */
    record Buffer(@DefaultValue("buffer") Path directory) {}

    StateProperties {
        Map<String, String> named = new HashMap<>(topics);
        named.values().removeIf(String::isBlank);
        topics = Map.copyOf(named);
    }

    Path directory() {
        return Optional.ofNullable(state.directoryOrNull())
                .filter(path -> !path.toString().isEmpty())
                .orElseGet(() -> buffer.directory().resolve("state"));
    }
}
