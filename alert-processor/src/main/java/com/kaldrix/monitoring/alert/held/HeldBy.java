package com.kaldrix.monitoring.alert.held;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What keeps an alert from being told, for a time that is kept on record.
 *
 * @param kind what it is
 * @param key its identity: id of a window, name of a condition
 * @param name what people call it
 * @param occurrence which time of a window, by its start; for a condition which occurrence of the alert, by its start
 * @param until when it ends; null where nobody knows
 */
public record HeldBy(
        Kind kind,
        String key,
        String name,
        Instant occurrence,
        @Nullable Instant until) {
    /** What can keep an alert from being told and is kept on record. */
    public enum Kind {
        WINDOW("maintenance window"),
        SILENCE("recurring silence"),
        CONDITION("condition");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** As it stands in the database. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** In a sentence: {@code the maintenance window 'Upgrade'}. */
    public String words() {
        return "the " + kind.words + " '" + name + "'";
    }

    /** For a list: {@code maintenance window: Upgrade}. */
    public String label() {
        return kind.words + ": " + name;
    }
}
