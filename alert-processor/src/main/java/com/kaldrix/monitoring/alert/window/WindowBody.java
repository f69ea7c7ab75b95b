package com.kaldrix.monitoring.alert.window;

import com.kaldrix.monitoring.common.label.Matchers;
import com.kaldrix.monitoring.common.problem.FieldError;
import com.kaldrix.monitoring.common.problem.InvalidRequestException;
import com.kaldrix.monitoring.common.web.Storable;
import com.kaldrix.monitoring.common.yaml.PrometheusDuration;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A window as it is asked for. */
@Schema(name = "MaintenanceWindowRequest", description = "A maintenance window as it is asked for")
record WindowBody(
        @Schema(
                description = "`maintenance`: people are reminded of it; `silence`: a silence that comes again",
                allowableValues = {"maintenance", "silence"},
                defaultValue = "maintenance")
        @Nullable
        String kind,

        @Schema(description = "What people call it", example = "Database upgrade", maxLength = 200)
        @NotBlank
        @Size(max = 200)
        @Storable
        String name,

        @ArraySchema(
                schema = @Schema(type = "string", example = "component=\"database\""),
                arraySchema =
                        @Schema(
                                description = "Which alerts it covers; all must hold, and one must need a label",
                                requiredMode = Schema.RequiredMode.REQUIRED))
        @Nullable
        @Size(max = 100)
        List<@Nullable String> matchers,

        @Schema(
                description =
                        "When it, or its rule, begins: by the clock on the wall of `timeZone`, or with an offset of its own",
                example = "2026-03-08T22:00:00",
                requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable
        String startsAt,

        @Schema(
                description =
                        "How long each time lasts: 1s to 366d, or to 31d with `rrule`; time that passes, also in a night"
                                + " in which clocks change",
                example = "2h",
                requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable
        String duration,

        @Schema(description = "Where the clock hangs", defaultValue = "UTC", example = "Europe/Berlin") @Nullable
        String timeZone,

        @Schema(
                description = "When it comes again, by RFC 5545; may have no end, and comes at most 1000 times a year",
                example = "FREQ=WEEKLY;BYDAY=SU")
        @Nullable
        String rrule,

        @Schema(description = "Why", maxLength = 4000) @Nullable @Size(max = 4000) @Storable
        String comment) {
    private static final Duration FARTHEST = Duration.ofDays(3653);
    private static final LocalDateTime EARLIEST = LocalDateTime.of(2000, 1, 1, 0, 0);

    /**
     * What is asked for.
     *
     * @throws InvalidRequestException with all that is wrong
     */
    WindowDraft draft(Instant now) {
        List<FieldError> errors = new ArrayList<>();
        MaintenanceWindow.Kind read = kind(errors);
        Matchers covered = matchers(errors);
        ZoneId zone = zone(errors);
        LocalDateTime start = start(zone, now, errors);
        Duration length = length(errors);
        if (!errors.isEmpty() || start == null || length == null) {
            throw new InvalidRequestException(errors);
        }
        return new WindowDraft(
                read, name.strip(), covered, schedule(start, length, zone, now), comment == null ? "" : comment);
    }

    private MaintenanceWindow.Kind kind(List<FieldError> errors) {
        if (kind == null || kind.equals("maintenance")) {
            return MaintenanceWindow.Kind.MAINTENANCE;
        }
        if (!kind.equals("silence")) {
            errors.add(new FieldError("/kind", "must be maintenance or silence"));
        }
        return MaintenanceWindow.Kind.SILENCE;
    }

    private Matchers matchers(List<FieldError> errors) {
        Matchers all = Matchers.any();
        int before = errors.size();
        if (matchers != null) {
            for (int i = 0; i < matchers.size(); i++) {
                String text = matchers.get(i);
                try {
                    all = all.and(Matchers.parse(text == null ? "" : text));
                } catch (IllegalArgumentException e) {
                    errors.add(new FieldError("/matchers/" + i, String.valueOf(e.getMessage())));
                }
            }
        }
        if (errors.size() == before && !WindowDraft.narrows(all)) {
            errors.add(
                    new FieldError("/matchers", "must hold at least one matcher that does not match the empty text"));
        }
        return all;
    }

    private ZoneId zone(List<FieldError> errors) {
        if (timeZone == null) {
            return ZoneOffset.UTC;
        }
        try {
            return ZoneId.of(timeZone);
        } catch (DateTimeException e) {
            errors.add(new FieldError("/timeZone", "must be a time zone such as Europe/Berlin"));
            return ZoneOffset.UTC;
        }
    }

    private @Nullable LocalDateTime start(ZoneId zone, Instant now, List<FieldError> errors) {
        LocalDateTime start = parse(zone);
        if (start == null) {
            errors.add(new FieldError(
                    "/startsAt", "must be a time such as 2026-03-08T22:00:00 or 2026-03-08T22:00:00+01:00"));
        } else if (start.isBefore(EARLIEST)
                || start.isAfter(LocalDateTime.ofInstant(now.plus(FARTHEST), ZoneOffset.UTC))) {
            errors.add(new FieldError("/startsAt", "must be in the year 2000 or later, and at most 10 years ahead"));
            return null;
        }
        return start;
    }

    private @Nullable LocalDateTime parse(ZoneId zone) {
        if (startsAt == null) {
            return null;
        }
        try {
            return LocalDateTime.parse(startsAt);
        } catch (DateTimeException local) {
            try {
                return OffsetDateTime.parse(startsAt).atZoneSameInstant(zone).toLocalDateTime();
            } catch (DateTimeException none) {
                return null;
            }
        }
    }

    private @Nullable Duration length(List<FieldError> errors) {
        if (duration == null) {
            errors.add(new FieldError("/duration", "must be there, such as 2h"));
            return null;
        }
        try {
            Duration length = PrometheusDuration.parse(duration);
            Duration most = rrule == null ? Schedule.LONGEST_ONCE : Schedule.LONGEST_RECURRING;
            if (length.compareTo(Schedule.SHORTEST) < 0 || length.compareTo(most) > 0) {
                errors.add(new FieldError("/duration", "must be between 1s and " + most.toDays() + "d"));
                return null;
            }
            return length.truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
        } catch (IllegalArgumentException e) {
            errors.add(new FieldError("/duration", String.valueOf(e.getMessage())));
            return null;
        }
    }

    private Schedule schedule(LocalDateTime start, Duration length, ZoneId zone, Instant now) {
        try {
            Schedule schedule =
                    rrule == null ? Schedule.once(start, length, zone) : Schedule.recurring(start, length, zone, rrule);
            if (schedule.currentOrNext(now).isEmpty()) {
                throw new InvalidRequestException(rrule == null ? "/startsAt" : "/rrule", "is over already");
            }
            return schedule;
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException(rrule == null ? "/startsAt" : "/rrule", String.valueOf(e.getMessage()));
        }
    }
}
