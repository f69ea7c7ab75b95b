package com.kaldrix.monitoring.alert.oncall;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One rotation of a schedule.
 *
 * @param name for people; unique in its schedule
 * @param rotation who takes turns
 * @param hours when it holds; empty for always
 * @param untilOrNull when it ends, by the wall clock; null for never
 * @param shadow whether its people are told as well and nobody relies on them: they do not close a gap
 */
public record Layer(
        String name,
        Rotation rotation,
        List<WeeklyHours> hours,
        @Nullable LocalDateTime untilOrNull,
        boolean shadow) {
    public Layer {
        hours = List.copyOf(hours);
        if (untilOrNull != null && !untilOrNull.isAfter(rotation.start())) {
            throw new IllegalArgumentException("a layer ends after it starts");
        }
    }

    /** Who has the turn; empty when the layer does not cover this instant. */
    Optional<String> personAt(Instant instant) {
        if (instant.isBefore(rotation.begins()) || ended(instant)) {
            return Optional.empty();
        }
        boolean holds = hours.isEmpty() || hours.stream().anyMatch(some -> some.contains(instant, zone()));
        return holds ? Optional.of(rotation.personAt(instant)) : Optional.empty();
    }

    private boolean ended(Instant instant) {
        return untilOrNull != null && !instant.isBefore(LocalTimes.first(untilOrNull, zone()));
    }

    private ZoneId zone() {
        return rotation.zone();
    }

    /** All instants after {@code from} and before {@code to} at which {@link #personAt} may change, in no order. */
    List<Instant> changes(Instant from, Instant to) {
        List<Instant> all = new ArrayList<>(rotation.handOvers(from, to));
        all.add(rotation.begins());
        if (untilOrNull != null) {
            all.add(LocalTimes.first(untilOrNull, zone()));
        }
        hours.forEach(some -> all.addAll(some.changes(from, to, zone())));
        all.removeIf(change -> !change.isAfter(from) || !change.isBefore(to));
        return all;
    }
}
