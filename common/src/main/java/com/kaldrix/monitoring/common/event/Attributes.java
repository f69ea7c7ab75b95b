package com.kaldrix.monitoring.common.event;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The checks that all contracts share. */
final class Attributes {
    private Attributes() {}

    static String text(String attribute, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new MalformedEvent(attribute, "is missing or empty");
        }
        return value;
    }

    static <T> T present(String attribute, @Nullable T value) {
        if (value == null) {
            throw new MalformedEvent(attribute, "is missing");
        }
        return value;
    }

    /** A copy that cannot be changed; empty for none. */
    static Map<String, String> map(String attribute, @Nullable Map<String, String> value) {
        if (value == null) {
            return Map.of();
        }
        value.forEach((name, text) -> {
            text(attribute, name);
            present(attribute + "." + name, text);
        });
        return Map.copyOf(value);
    }
}
