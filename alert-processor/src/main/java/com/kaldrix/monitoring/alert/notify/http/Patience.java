package com.kaldrix.monitoring.alert.notify.http;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Reads {@code Retry-After} (RFC 9110 section 10.2.3): seconds, or a date. Held between a second and an hour. */
final class Patience {
    static final Duration LEAST = Duration.ofSeconds(1);
    static final Duration MOST = Duration.ofHours(1);

    private Patience() {}

    /**
     * @param retryAfter the header's value
     * @param date the answer's own {@code Date}, against which a date is measured, so that clocks need not agree
     * @param clock in place of a {@code date} that is missing
     */
    static Optional<Duration> parse(String retryAfter, Optional<String> date, Clock clock) {
        String text = retryAfter.strip();
        if (text.matches("\\d+(\\.\\d+)?")) {
            double seconds = Double.parseDouble(text);
            return Optional.of(
                    seconds >= MOST.toSeconds() ? MOST : bounded(Duration.ofMillis((long) Math.ceil(seconds * 1000))));
        }
        return instant(text)
                .map(until ->
                        bounded(Duration.between(date.flatMap(Patience::instant).orElseGet(clock::instant), until)));
    }

    private static Duration bounded(Duration asked) {
        if (asked.compareTo(LEAST) < 0) {
            return LEAST;
        }
        return asked.compareTo(MOST) > 0 ? MOST : asked;
    }

    private static Optional<Instant> instant(String date) {
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date.strip())));
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }
}
