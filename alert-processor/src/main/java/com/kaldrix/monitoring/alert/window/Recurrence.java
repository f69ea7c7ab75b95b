package com.kaldrix.monitoring.alert.window;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TimeZone;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.Freq;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRule.Part;
import org.dmfs.rfc5545.recur.RecurrenceRuleIterator;

/**
 * A rule of RFC 5545 (section 3.3.10) by the clock on the wall: it is reckoned in local time, and each local time is looked up
 * in the time zone afterwards. So a window at 22:00 stays at 22:00 when clocks change. A time that a change leaves out is moved
 * forward by as much as the clocks are; of one that comes twice the first counts.
 */
final class Recurrence {
    private static final int LONGEST = 500;
    private static final int MOST_REPETITIONS = 10_000;
    private static final Set<Freq> TOO_OFTEN = EnumSet.of(Freq.SECONDLY, Freq.MINUTELY);

    private final RecurrenceRule rule;
    private final LocalDateTime start;

    private Recurrence(RecurrenceRule rule, LocalDateTime start) {
        this.rule = rule;
        this.start = start;
    }

    /**
     * Reads a rule.
     *
     * @param start the local time at which it begins
     * @param zone where the clock hangs; an end of the rule in UTC is moved there
     * @throws IllegalArgumentException with what is wrong with it, in words for whoever wrote it
     */
    static Recurrence of(String text, LocalDateTime start, ZoneId zone) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("is longer than " + LONGEST + " characters");
        }
        String upper = text.strip().toUpperCase(Locale.ROOT);
        RecurrenceRule rule;
        try {
            rule = new RecurrenceRule(
                    upper.startsWith("RRULE:") ? upper.substring("RRULE:".length()) : upper,
                    RecurrenceRule.RfcMode.RFC5545_STRICT);
        } catch (InvalidRecurrenceRuleException | IllegalArgumentException e) {
            throw new IllegalArgumentException("is no rule of RFC 5545: " + e.getMessage(), e);
        }
        check(rule);
        DateTime until = rule.getUntil();
        if (until != null && !until.isAllDay()) {
            rule.setUntil(floating(until.isFloating() ? local(until) : instant(until, zone)));
        } else if (until != null) {
            rule.setUntil(floating(
                    LocalDateTime.of(until.getYear(), until.getMonth() + 1, until.getDayOfMonth(), 23, 59, 59)));
        }
        return new Recurrence(rule, start);
    }

    private static void check(RecurrenceRule rule) {
        if (TOO_OFTEN.contains(rule.getFreq())) {
            throw new IllegalArgumentException("repeats by the minute or the second; HOURLY is the most");
        }
        if (rule.hasPart(Part.BYSECOND) || rule.hasPart(Part.RSCALE)) {
            throw new IllegalArgumentException("has BYSECOND or RSCALE, which windows do not have");
        }
        Integer count = rule.getCount();
        if (count != null && count > MOST_REPETITIONS) {
            throw new IllegalArgumentException("repeats more than " + MOST_REPETITIONS + " times; leave COUNT out");
        }
    }

    /** The local times from {@code from} on, in order; without end where the rule has none. */
    Iterator<LocalDateTime> from(LocalDateTime from) {
        RecurrenceRuleIterator all = rule.iterator(floating(start));
        if (from.isAfter(start)) {
            all.fastForward(floating(from));
        }
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return all.hasNext();
            }

            @Override
            public LocalDateTime next() {
                if (!all.hasNext()) {
                    throw new NoSuchElementException();
                }
                return local(all.nextDateTime());
            }
        };
    }

    private static LocalDateTime instant(DateTime time, ZoneId zone) {
        return ZonedDateTime.ofInstant(java.time.Instant.ofEpochMilli(time.getTimestamp()), zone)
                .toLocalDateTime();
    }

    private static LocalDateTime local(DateTime time) {
        return LocalDateTime.of(
                time.getYear(),
                time.getMonth() + 1,
                time.getDayOfMonth(),
                time.getHours(),
                time.getMinutes(),
                time.getSeconds());
    }

    private static DateTime floating(LocalDateTime time) {
        return new DateTime(
                (TimeZone) null,
                time.getYear(),
                time.getMonthValue() - 1,
                time.getDayOfMonth(),
                time.getHour(),
                time.getMinute(),
                time.getSecond());
    }
}
