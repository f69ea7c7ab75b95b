package com.kaldrix.monitoring.alert.oncall;

import java.util.Optional;

/**
 * What a step may name beside a receiver: {@code person:ada}, {@code team:core}, {@code schedule:primary}.
 *
 * @param kind which of the three
 * @param name id of the person, or name of the team or schedule
 */
public record Target(Kind kind, String name) {
    /** What it is. */
    public enum Kind {
        PERSON,
        TEAM,
        SCHEDULE;

        /** As it is written before the colon. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** Empty for a text that begins with none of the three words and a colon. */
    public static Optional<Target> parse(String text) {
        for (Kind kind : Kind.values()) {
            if (text.startsWith(kind.word() + ":")) {
                return Optional.of(new Target(kind, text.substring(kind.word().length() + 1)));
            }
        }
        return Optional.empty();
    }
}
