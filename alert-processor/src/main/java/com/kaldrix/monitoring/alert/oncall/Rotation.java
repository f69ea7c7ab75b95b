package com.kaldrix.monitoring.alert.oncall;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * People who take turns. Hand-overs are counted on the wall clock: a daily rotation hands over at the same local time on each
 * day, also where a day has 23 or 25 hours.
 *
 * @param people ids of persons in their order, who may be there several times; never empty
 * @param start when the first turn begins, by the wall clock
 * @param length of one turn by the wall clock, in whole minutes; from {@link #SHORTEST} to {@link #LONGEST}
 * @param zone where the clock hangs
 */
public record Rotation(List<String> people, LocalDateTime start, Duration length, ZoneId zone) {
    public static final Duration SHORTEST = Duration.ofHours(1);
    public static final Duration LONGEST = Duration.ofDays(366);

    public Rotation {
        people = List.copyOf(people);
        if (people.isEmpty()) {
            throw new IllegalArgumentException("a rotation needs people");
        }
        if (length.compareTo(SHORTEST) < 0 || length.compareTo(LONGEST) > 0 || length.toSeconds() % 60 != 0) {
            throw new IllegalArgumentException("a turn lasts from one hour to 366 days, in whole minutes");
        }
    }

    /** When the first turn begins. */
    Instant begins() {
        return handOver(0);
    }

    /** Who has the turn; only asked for instants from {@link #begins} on. */
    String personAt(Instant instant) {
        return people.get(Math.floorMod(turn(instant), people.size()));
    }

    /** The hand-overs after {@code from} and before {@code to}, in order. */
    List<Instant> handOvers(Instant from, Instant to) {
        List<Instant> all = new ArrayList<>();
        Instant first = begins();
        long number = first.isAfter(from) ? 0 : turn(from) + 1;
        for (Instant next = handOver(number); next.isBefore(to); next = handOver(++number)) {
            if (next.isAfter(from)) {
                all.add(next);
            }
        }
        return all;
    }

    /** Which turn it is, from 0. A turn that a change of the clock has swallowed whole is left out. */
    private long turn(Instant instant) {
        Duration passed = Duration.between(start, LocalDateTime.ofInstant(instant, zone));
        long number = Math.floorDiv(passed.toSeconds(), length.toSeconds());
        while (handOver(number).isAfter(instant)) {
            number--;
        }
        while (!handOver(number + 1).isAfter(instant)) {
            number++;
        }
        return number;
    }

    private Instant handOver(long number) {
        return LocalTimes.first(start.plus(length.multipliedBy(number)), zone);
    }
}
