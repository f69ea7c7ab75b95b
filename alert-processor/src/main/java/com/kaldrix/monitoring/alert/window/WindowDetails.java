package com.kaldrix.monitoring.alert.window;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.kaldrix.monitoring.alert.held.HeldAlerts;
import com.kaldrix.monitoring.alert.history.Reach;
import com.kaldrix.monitoring.common.label.Matcher;
import com.kaldrix.monitoring.common.yaml.PrometheusDuration;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A window as the REST API shows it.
 *
 * @param id identity
 * @param kind what it is for
 * @param name what people call it
 * @param state where it stands
 * @param matchers which alerts it covers
 * @param startsAt when it, or its rule, begins
 * @param duration how long each time lasts
 * @param timeZone where the clock hangs
 * @param rrule when it comes again; null for once
 * @param comment why; null for nothing
 * @param origin where it stands
 * @param author whose token made or last changed it
 * @param updatedAt when it was last changed; null for one of the configuration
 * @param cancelledAt since when it holds no more; null while it does
 * @param times those that go on or come
 * @param held how many alerts it has held back, by its latest times
 */
@Schema(name = "MaintenanceWindow", description = "Times at which certain alerts are kept and nobody is told of them")
@JsonInclude(JsonInclude.Include.NON_NULL)
record WindowDetails(
        UUID id,

        @Schema(allowableValues = {"maintenance", "silence"})
        String kind,

        String name,

        @Schema(allowableValues = {"upcoming", "active", "over", "cancelled"})
        String state,

        List<String> matchers,

        @Schema(description = "When it, or its rule, begins, by the clock on the wall", example = "2026-03-08T22:00:00")
        String startsAt,

        @Schema(example = "2h") String duration,
        @Schema(example = "Europe/Berlin") String timeZone,

        @Schema(description = "When it comes again; left out for one that comes once") @Nullable
        String rrule,

        @Nullable String comment,

        @Schema(
                description = "`file` for one of the configuration, which is changed there",
                allowableValues = {"api", "file"})
        String origin,

        @Schema(description = "Whose token made or last changed it") @Nullable
        String author,

        @Nullable Instant updatedAt,
        @Nullable Instant cancelledAt,

        @Schema(description = "The times that go on or come, 5 at most")
        List<Time> times,

        @Schema(description = "How many different alerts its latest times have held back, the latest first, 5 at most")
        List<Held> held) {
    static final int MOST_TIMES = 5;

    /**
     * @param startsAt from when
     * @param endsAt until when
     */
    @Schema(name = "MaintenanceWindowTime")
    record Time(Instant startsAt, Instant endsAt) {
        static Time of(Occurrence time) {
            return new Time(time.startsAt(), time.endsAt());
        }
    }

    /**
     * @param startsAt which time
     * @param alerts how many
     */
    @Schema(name = "MaintenanceWindowHeld")
    record Held(Instant startsAt, long alerts) {
        static Held of(HeldAlerts.Count count) {
            return new Held(count.occurrence(), count.alerts());
        }
    }

    /**
     * What a window would do.
     *
     * @param times when it would hold
     * @param reach what it would hold back
     */
    @Schema(name = "MaintenanceWindowPreview")
    record Preview(
            @Schema(description = "When it would hold, 10 times at most")
            List<Time> times,

            Reach reach) {}

    static WindowDetails of(MaintenanceWindow window, List<HeldAlerts.Count> held, Instant now) {
        Schedule schedule = window.schedule();
        return new WindowDetails(
                window.id(),
                word(window.kind()),
                window.name(),
                word(window.stateAt(now)),
                window.matchers().all().stream().map(Matcher::toString).toList(),
                schedule.start().format(java.time.format.DateTimeFormatter.ISO_LOCAL_DATE_TIME),
                PrometheusDuration.format(schedule.length()),
                schedule.zone().getId(),
                schedule.rule().orElse(null),
                window.comment().isEmpty() ? null : window.comment(),
                window.made().file() ? "file" : "api",
                window.made().by(),
                window.made().file() ? null : window.made().updatedAt(),
                window.cancelledAt(),
                window.cancelledAt() != null
                        ? List.of()
                        : schedule.from(now, MOST_TIMES).stream().map(Time::of).toList(),
                held.stream().map(Held::of).toList());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
