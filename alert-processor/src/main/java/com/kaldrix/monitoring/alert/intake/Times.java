package com.kaldrix.monitoring.alert.intake;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Times as senders write them: RFC 3339 with any offset; CloudWatch's {@code 2017-01-12T16:30:42.236+0000}; RFC 1123 as AWS
 * Health writes it; EKS's {@code 2021-06-30T12:52:44.832Z[UTC]}; and seconds or milliseconds since 1970, told apart by their
 * size. Years 1 to 9999 only, which is what the database and people can hold.
 */
public final class Times {
    private static final Pattern EPOCH = Pattern.compile("\\d{9,13}(\\.\\d{1,9})?");
    private static final long FIRST_MILLIS = 100_000_000_000L;
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private static final List<DateTimeFormatter> FORMATS = List.of(
            DateTimeFormatter.ISO_ZONED_DATE_TIME,
            new DateTimeFormatterBuilder()
                    .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
                    .appendOffset("+HHMM", "Z")
                    .toFormatter(Locale.ROOT),
            DateTimeFormatter.RFC_1123_DATE_TIME);

    private Times() {}

    /** Empty when the text is no time in any of these forms. */
    public static Optional<Instant> find(String text) {
        if (text.length() > 64) {
            return Optional.empty();
        }
        if (EPOCH.matcher(text).matches()) {
            return Optional.of(epoch(text));
        }
        for (DateTimeFormatter format : FORMATS) {
            try {
                Instant time = ZonedDateTime.parse(text, format).toInstant();
                return time.isBefore(EARLIEST) || time.isAfter(LATEST) ? Optional.empty() : Optional.of(time);
            } catch (DateTimeException e) {
                continue;
            }
        }
        return Optional.empty();
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
