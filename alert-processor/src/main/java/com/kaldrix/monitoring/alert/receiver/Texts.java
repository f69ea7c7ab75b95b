package com.kaldrix.monitoring.alert.receiver;

import java.util.Map;

/**
 * Texts of an integration by the keys of the configuration.
 *
 * @param byKey those that are set
 */
public record Texts(Map<String, String> byKey) {
    public static final Texts NONE = new Texts(Map.of());

    public Texts {
        byKey = Map.copyOf(byKey);
    }

    /** The text under a key; empty when it is not set. */
    public String get(String key) {
        return byKey.getOrDefault(key, "");
    }

    /** The text under a key; {@code otherwise} when it is not set or says nothing. */
    public String or(String key, String otherwise) {
        String text = get(key);
        return text.isBlank() ? otherwise : text;
    }

    public Texts filled(Filling filling) {
        return byKey.isEmpty() ? this : new Texts(filling.texts("", byKey));
    }
}
