package com.kaldrix.monitoring.anomaly.suppress;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Hours that come again every week, such as {@code sat,sun 02:00-04:00 Europe/Dublin}.
 *
 * @param days the days on which they begin; at least one
 * @param from when they begin, by the zone's clock
 * @param to when they end; the next day when it is not after {@code from}
 * @param zone whose clock
 */
public record Weekly(Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone) {
    public Weekly {
        if (days.isEmpty()) {
            throw new IllegalArgumentException("a calendar has at least one day");
        }
        days = Set.copyOf(days);
    }

    /** Whether a time lies in them. */
    public boolean holds(Instant time) {
        LocalDateTime local = LocalDateTime.ofInstant(time, zone);
        LocalTime clock = local.toLocalTime();
        DayOfWeek day = local.getDayOfWeek();
        if (from.isBefore(to)) {
            return days.contains(day) && !clock.isBefore(from) && clock.isBefore(to);
        }
        return days.contains(day) && !clock.isBefore(from) || days.contains(day.minus(1)) && clock.isBefore(to);
    }

    /**
     * Reads what {@link #toString} writes.
     *
     * @throws IllegalArgumentException in words for people when it is none
     */
    public static Weekly parse(String text) {
        String[] parts = text.strip().split(" +");
        String[] hours = parts.length == 3 ? parts[1].split("-") : new String[0];
        if (hours.length != 2) {
            throw new IllegalArgumentException("must be such as 'sat,sun 02:00-04:00 Europe/Dublin'");
        }
        try {
            return new Weekly(
                    days(parts[0]), LocalTime.parse(hours[0]), LocalTime.parse(hours[1]), ZoneId.of(parts[2]));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("must be such as 'sat,sun 02:00-04:00 Europe/Dublin'", e);
        }
    }

    private static Set<DayOfWeek> days(String text) {
        if (text.equals("daily")) {
            return EnumSet.allOf(DayOfWeek.class);
        }
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String word : text.split(",")) {
            for (DayOfWeek day : DayOfWeek.values()) {
                if (word(day).equals(word)) {
                    days.add(day);
                }
            }
        }
        if (days.size() != text.split(",").length) {
            throw new IllegalArgumentException("days must be 'daily' or some of mon,tue,wed,thu,fri,sat,sun");
        }
        return days;
    }

    private static String word(DayOfWeek day) {
        return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        String names = days.size() == 7
                ? "daily"
                : days.stream().sorted().map(Weekly::word).collect(Collectors.joining(","));
        return names + " " + from + "-" + to + " " + zone;
    }
}
