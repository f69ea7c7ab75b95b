package com.kaldrix.monitoring.compliance.collect.event;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Times as AWS writes them: RFC 3339 with any offset; seconds or milliseconds since 1970, told apart by their size; and Inspector's
 * {@code Wed Sep 04 16:59:44.356 UTC 2024} and, before that, {@code Mar 20, 2023, 6:08:05 PM}, which is UTC as well. Years 1970 to 9999 only.
 */
public final class Times {
    private static final int LONGEST = 64;
    private static final Pattern EPOCH = Pattern.compile("\\d{9,13}(\\.\\d{1,9})?");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\u00a0\\u202f]+");
    private static final long FIRST_MILLIS = 100_000_000_000L;
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private static final List<DateTimeFormatter> ZONED = List.of(
            DateTimeFormatter.ISO_ZONED_DATE_TIME,
            new DateTimeFormatterBuilder()
                    .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
                    .appendOffset("+HHMM", "Z")
                    .toFormatter(Locale.ROOT),
            DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss[.SSS] zzz yyyy", Locale.ENGLISH));
    private static final DateTimeFormatter LOCAL =
            DateTimeFormatter.ofPattern("MMM d, yyyy, h:mm:ss a", Locale.ENGLISH);

    private Times() {}

    /** Empty when the text is no time in any of these forms. */
    public static Optional<Instant> find(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        String plain = BLANKS.matcher(text.strip()).replaceAll(" ");
        return read(plain).filter(time -> !time.isBefore(Instant.EPOCH) && !time.isAfter(LATEST));
    }

    private static Optional<Instant> read(String text) {
        if (EPOCH.matcher(text).matches()) {
            return Optional.of(epoch(text));
        }
        for (DateTimeFormatter format : ZONED) {
            try {
                return Optional.of(ZonedDateTime.parse(text, format).toInstant());
            } catch (DateTimeException e) {
                continue;
            }
        }
        try {
            return Optional.of(LocalDateTime.parse(text, LOCAL).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Instant epoch(String text) {
        int point = text.indexOf('.');
        long whole = Long.parseLong(point < 0 ? text : text.substring(0, point));
        if (whole >= FIRST_MILLIS) {
            return Instant.ofEpochMilli(whole);
        }
        String fraction = point < 0 ? "" : text.substring(point + 1);
        return Instant.ofEpochSecond(whole, Long.parseLong((fraction + "000000000").substring(0, 9)));
    }
}
