package com.kaldrix.monitoring.anomaly.file;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.OptionalLong;

/**
 * Reads a point in time as people write it in files: ISO 8601 with or without offset, {@code yyyy-MM-dd HH:mm:ss}, or epoch
 * seconds. What has no offset is taken as UTC. Numbers above 10^11 are epoch milliseconds: as seconds they would lie beyond
 * the year 5000.
 */
public final class Timestamps {
    private static final double MILLIS_FROM = 1e11;
    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendOffset("+HH:MM", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HHMM", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HH", "Z")
            .optionalEnd()
            .optionalEnd()
            .toFormatter();

    private Timestamps() {}

    /** Epoch milliseconds of the text; empty when it is no timestamp. */
    public static OptionalLong parse(String text) {
        String trimmed = text.strip();
        if (trimmed.isEmpty()) {
            return OptionalLong.empty();
        }
        return isNumber(trimmed) ? number(trimmed) : iso(trimmed);
    }

    private static boolean isNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!(c >= '0' && c <= '9' || c == '.' || c == '+' || c == 'e' || c == 'E' || c == '-' && i == 0)) {
                return false;
            }
        }
        return true;
    }

    private static OptionalLong number(String text) {
        try {
            double number = Double.parseDouble(text);
            if (Math.abs(number) > 1e15) {
                return OptionalLong.empty();
            }
            return OptionalLong.of(Math.round(Math.abs(number) >= MILLIS_FROM ? number : number * 1000));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    private static OptionalLong iso(String text) {
        String normal =
                text.length() > 10 && text.charAt(10) == ' ' ? text.substring(0, 10) + 'T' + text.substring(11) : text;
        normal = normal.replace(" ", "");
        try {
            TemporalAccessor parsed = ISO.parseBest(normal, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
            if (parsed instanceof OffsetDateTime offset) {
                return OptionalLong.of(offset.toInstant().toEpochMilli());
            }
            if (parsed instanceof LocalDateTime local) {
                return OptionalLong.of(local.toInstant(ZoneOffset.UTC).toEpochMilli());
            }
            return OptionalLong.of(LocalDate.from(parsed)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant()
                    .toEpochMilli());
        } catch (DateTimeException e) {
            return OptionalLong.empty();
        }
    }
}
