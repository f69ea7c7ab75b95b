package com.kaldrix.monitoring.alert.window;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a window holds: once, or again and again by a rule of RFC 5545. The length is time that passes, as in RFC 5545: a window of
 * six hours lasts six hours also in a night in which clocks change.
 */
public final class Schedule {
    static final Duration SHORTEST = Duration.ofSeconds(1);
    static final Duration LONGEST_ONCE = Duration.ofDays(366);
    static final Duration LONGEST_RECURRING = Duration.ofDays(31);
    static final int MOST_IN_A_YEAR = 1000;

    private final LocalDateTime start;
    private final Duration length;
    private final ZoneId zone;
    private final @Nullable String rule;
    private final @Nullable Recurrence recurrence;

    /** What was found last: it is asked for again and again, and time goes on slowly. */
    private volatile Found last = new Found(Instant.MAX, Instant.MIN, Optional.empty());

    private record Found(Instant from, Instant to, Optional<Occurrence> occurrence) {}

    private Schedule(
            LocalDateTime start, Duration length, ZoneId zone, @Nullable String rule, @Nullable Recurrence recurrence) {
        this.start = start;
        this.length = length;
        this.zone = zone;
        this.rule = rule;
        this.recurrence = recurrence;
    }

    /**
     * A window that holds once.
     *
     * @throws IllegalArgumentException in words for whoever asked for it
     */
    public static Schedule once(LocalDateTime start, Duration length, ZoneId zone) {
        within(length, LONGEST_ONCE);
        return new Schedule(start.truncatedTo(ChronoUnit.SECONDS), length, zone, null, null);
    }

    /**
     * A window that holds again and again.
     *
     * @param start the local time at which the rule begins; the first window begins at the first time from then on that the
     *     rule names
     * @param rule such as {@code FREQ=WEEKLY;BYDAY=SU}; may have no end
     * @throws IllegalArgumentException if the rule cannot be read, repeats too often, never comes true, or begins again before
     *     it is over; in words for whoever asked for it
     */
    public static Schedule recurring(LocalDateTime start, Duration length, ZoneId zone, String rule) {
        within(length, LONGEST_RECURRING);
        LocalDateTime whole = start.truncatedTo(ChronoUnit.SECONDS);
        Recurrence recurrence = Recurrence.of(rule, whole, zone);
        check(recurrence, whole, length, zone);
        return new Schedule(whole, length, zone, rule, recurrence);
    }

    /** One that was checked when it was made: what was good once must not keep anybody from being told later. */
    static Schedule known(LocalDateTime start, Duration length, ZoneId zone, @Nullable String rule) {
        return new Schedule(start, length, zone, rule, rule == null ? null : Recurrence.of(rule, start, zone));
    }

    private static void within(Duration length, Duration longest) {
        if (length.compareTo(SHORTEST) < 0 || length.compareTo(longest) > 0) {
            throw new IllegalArgumentException("must last at least a second and at most " + longest.toDays() + " days");
        }
    }

    private static void check(Recurrence recurrence, LocalDateTime start, Duration length, ZoneId zone) {
        Iterator<LocalDateTime> times;
        try {
            times = recurrence.from(start);
            if (!times.hasNext()) {
                throw new IllegalArgumentException("never comes true");
            }
            LocalDateTime first = times.next();
            LocalDateTime before = first;
            for (int count = 1; times.hasNext() && before.isBefore(first.plusYears(1)); count++) {
                LocalDateTime next = times.next();
                if (Duration.between(instant(before, zone), instant(next, zone)).compareTo(length) < 0) {
                    throw new IllegalArgumentException(
                            "begins again at " + next + ", before the window of " + before + " is over");
                }
                if (count >= MOST_IN_A_YEAR) {
                    throw new IllegalArgumentException("repeats more than " + MOST_IN_A_YEAR + " times within a year");
                }
                before = next;
            }
        } catch (ArithmeticException | IllegalStateException | java.time.DateTimeException e) {
            throw new IllegalArgumentException("never comes true", e);
        }
    }

    /** The local time at which it, or its rule, begins. */
    public LocalDateTime start() {
        return start;
    }

    public Duration length() {
        return length;
    }

    public ZoneId zone() {
        return zone;
    }

    /** The rule as it was written; empty for a window that holds once. */
    public Optional<String> rule() {
        return Optional.ofNullable(rule);
    }

    /** The time that goes on at {@code now}; else the first that comes after; empty when none does. */
    public Optional<Occurrence> currentOrNext(Instant now) {
        Found known = last;
        if (!now.isBefore(known.from()) && now.isBefore(known.to())) {
            return known.occurrence();
        }
        List<Occurrence> found = from(now, 1);
        Optional<Occurrence> occurrence = found.stream().findFirst();
        last = new Found(now, occurrence.map(Occurrence::endsAt).orElse(Instant.MAX), occurrence);
        return occurrence;
    }

    /** Whether it holds at {@code now}, and which time that is. */
    public Optional<Occurrence> at(Instant now) {
        return currentOrNext(now).filter(occurrence -> occurrence.contains(now));
    }

    /** The times that are not over at {@code now}, in order, at most {@code limit}. */
    public List<Occurrence> from(Instant now, int limit) {
        if (recurrence == null) {
            Occurrence only = occurrence(start);
            return only.endsAt().isAfter(now) && limit > 0 ? List.of(only) : List.of();
        }
        // A day more: by how much a clock on the wall may be behind what passes.
        LocalDateTime earliest =
                now.minus(length).atZone(zone).toLocalDateTime().minusDays(1);
        List<Occurrence> found = new ArrayList<>();
        Iterator<LocalDateTime> times = recurrence.from(earliest);
        while (found.size() < limit && times.hasNext()) {
            Occurrence one = occurrence(times.next());
            if (one.endsAt().isAfter(now)) {
                found.add(one);
            }
        }
        return found;
    }

    /** When it is over for good; empty where only the rule could tell. */
    Optional<Instant> lastEnd() {
        return recurrence == null ? Optional.of(occurrence(start).endsAt()) : Optional.empty();
    }

    private Occurrence occurrence(LocalDateTime local) {
        Instant from = instant(local, zone);
        return new Occurrence(from, from.plus(length));
    }

    private static Instant instant(LocalDateTime local, ZoneId zone) {
        return local.atZone(zone).toInstant();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Schedule schedule
                && start.equals(schedule.start)
                && length.equals(schedule.length)
                && zone.equals(schedule.zone)
                && java.util.Objects.equals(rule, schedule.rule);
    }

    @Override
    public int hashCode() {
        return java.util.Objects.hash(start, length, zone, rule);
    }

    @Override
    public String toString() {
        return start + " " + zone + " for " + length + (rule == null ? "" : " " + rule);
    }
}
