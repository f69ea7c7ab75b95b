package com.kaldrix.monitoring.alert.oncall;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * A schedule with its overrides: who is on call at each instant. Never more than one person; exactly one where a layer that is no
 * shadow, or an override, covers the instant.
 */
public final class Plan {
    private final Schedule schedule;
    private final List<ScheduleOverride> latestFirst;
    private final Predicate<String> reachable;

    /** A plan all of whose people can be reached. */
    public Plan(Schedule schedule, List<ScheduleOverride> overrides) {
        this(schedule, overrides, person -> true);
    }

    /**
     * @param schedule as planned
     * @param overrides of this schedule, in any order
     * @param reachable whether somebody can be told at all; the turn of one who cannot is a gap
     */
    public Plan(Schedule schedule, List<ScheduleOverride> overrides, Predicate<String> reachable) {
        this.schedule = schedule;
        this.reachable = reachable;
        this.latestFirst = overrides.stream()
                .sorted(Comparator.comparing(ScheduleOverride::madeAt)
                        .thenComparing(ScheduleOverride::id)
                        .reversed())
                .toList();
    }

    public Schedule schedule() {
        return schedule;
    }

    /** Who is on call; empty in a gap. */
    public Optional<Turn> at(Instant instant) {
        return latestFirst.stream()
                .filter(override -> override.covers(instant))
                .findFirst()
                .map(override -> new Turn(override.person(), Turn.OVERRIDE))
                .or(() -> schedule.layers().reversed().stream()
                        .filter(Predicate.not(Layer::shadow))
                        .flatMap(layer -> turn(layer, instant).stream())
                        .findFirst());
    }

    /** Who is told as well and not relied on, in the order of the layers. */
    public List<Turn> shadows(Instant instant) {
        return schedule.layers().stream()
                .filter(Layer::shadow)
                .flatMap(layer -> turn(layer, instant).stream())
                .toList();
    }

    private static Optional<Turn> turn(Layer layer, Instant instant) {
        return layer.personAt(instant).map(person -> new Turn(person, layer.name()));
    }

    /** The shifts between two instants, cut at both, in order; gaps are left out. */
    public List<Shift> shifts(Instant from, Instant to) {
        List<Shift> shifts = new ArrayList<>();
        Instant since = from;
        Optional<Turn> turn = Optional.empty();
        TreeSet<Instant> changes = changes(from, to);
        for (Instant change : changes) {
            Optional<Turn> next = at(change);
            if (!next.equals(turn)) {
                add(shifts, since, change, turn);
                since = change;
                turn = next;
            }
        }
        add(shifts, since, to, turn);
        return List.copyOf(shifts);
    }

    private static void add(List<Shift> shifts, Instant from, Instant to, Optional<Turn> turn) {
        if (from.isBefore(to)) {
            turn.ifPresent(somebody -> shifts.add(new Shift(from, to, somebody)));
        }
    }

    /** When nobody who can be reached is on call between two instants, in order. */
    public List<Gap> gaps(Instant from, Instant to) {
        List<Gap> gaps = new ArrayList<>();
        Instant covered = from;
        for (Shift shift : shifts(from, to)) {
            if (!reachable.test(shift.turn().person())) {
                continue;
            }
            if (covered.isBefore(shift.from())) {
                gaps.add(new Gap(covered, shift.from()));
            }
            covered = shift.to();
        }
        if (covered.isBefore(to)) {
            gaps.add(new Gap(covered, to));
        }
        return List.copyOf(gaps);
    }

    private TreeSet<Instant> changes(Instant from, Instant to) {
        TreeSet<Instant> all = new TreeSet<>();
        if (from.isBefore(to)) {
            all.add(from);
        }
        schedule.layers().stream()
                .filter(Predicate.not(Layer::shadow))
                .forEach(layer -> all.addAll(layer.changes(from, to)));
        for (ScheduleOverride override : latestFirst) {
            for (Instant end : List.of(override.from(), override.to())) {
                if (end.isAfter(from) && end.isBefore(to)) {
                    all.add(end);
                }
            }
        }
        return all;
    }
}
