package com.kaldrix.monitoring.alert.oncall;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.kaldrix.monitoring.common.problem.FieldError;
import com.kaldrix.monitoring.common.problem.InvalidRequestException;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A schedule as people write it in JSON.
 *
 * @param timeZone where the wall clock hangs
 * @param layers the last that covers an instant holds
 */
@Schema(name = "ScheduleDefinition")
record ScheduleShape(
        @Schema(example = "Europe/Berlin") @NotBlank String timeZone,

        @Schema(description = "Of several that cover an instant the last one holds") @NotNull @Size(max = 20) @Valid
        List<@NotNull LayerShape> layers) {

    /**
     * @param name unique in the schedule
     * @param people ids of those who take turns
     * @param rotation how long a turn lasts
     * @param start when the first turn begins
     * @param until when the layer ends; null for never
     * @param hours when it holds; null or empty for always
     * @param shadow whether its people are told as well and nobody relies on them
     */
    @Schema(name = "ScheduleLayer")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LayerShape(
            @NotBlank @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
            String name,

            @Schema(description = "Ids of those who take turns, in their order") @NotEmpty @Size(max = 100)
            List<@NotBlank String> people,

            @Schema(description = "`daily`, `weekly` or a duration such as `12h`", example = "weekly") @NotBlank
            String rotation,

            @Schema(description = "When the first turn begins, by the wall clock", example = "2026-03-02T09:00")
            @NotBlank
            String start,

            @Schema(description = "When the layer ends, by the wall clock", example = "2026-12-31T18:00") @Nullable
            String until,

            @Schema(description = "When it holds; always when left out") @Valid @Size(max = 50) @Nullable
            List<@NotNull HoursShape> hours,

            @Schema(description = "Whether its people are told as well and nobody relies on them") @Nullable
            Boolean shadow) {}

    /**
     * @param days on which they begin; null or empty for every day
     * @param from when they begin
     * @param to when they end
     */
    @Schema(name = "ScheduleHours")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record HoursShape(
            @Schema(description = "Every day when left out", example = "[\"monday:friday\"]") @Size(max = 7) @Nullable
            List<@NotBlank String> days,

            @Schema(example = "09:00") @NotBlank String from,

            @Schema(description = "Not after `from` when they end on the day after", example = "18:00") @NotBlank
            String to) {}

    static ScheduleShape of(Schedule schedule) {
        return new ScheduleShape(
                schedule.zone().getId(),
                schedule.layers().stream().map(ScheduleShape::shape).toList());
    }

    private static LayerShape shape(Layer layer) {
        Rotation rotation = layer.rotation();
        LocalDateTime until = layer.untilOrNull();
        return new LayerShape(
                layer.name(),
                rotation.people(),
                TimeTexts.length(rotation.length()),
                rotation.start().toString(),
                until == null ? null : until.toString(),
                layer.hours().isEmpty()
                        ? null
                        : layer.hours().stream()
                                .map(hours -> new HoursShape(
                                        TimeTexts.days(hours.days()),
                                        TimeTexts.minute(hours.from()),
                                        TimeTexts.minute(hours.to())))
                                .toList(),
                layer.shadow() ? true : null);
    }

    /**
     * The schedule that is meant.
     *
     * @param known ids of the people who may be in it
     * @throws InvalidRequestException with all that is wrong with it
     */
    Schedule read(String name, Set<String> known) {
        Reader reader = new Reader(known);
        ZoneId zone = reader.parsed("/timeZone", timeZone, TimeTexts::zone, ZoneOffset.UTC);
        List<Layer> read = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < layers.size(); i++) {
            LayerShape layer = layers.get(i);
            String path = "/layers/" + i;
            if (!names.add(layer.name())) {
                reader.wrong(path + "/name", "is there twice");
            }
            Layer one = reader.layer(path, layer, zone);
            if (one != null) {
                read.add(one);
            }
        }
        if (!reader.errors.isEmpty()) {
            throw new InvalidRequestException(reader.errors);
        }
        return new Schedule(name, zone, read);
    }

    private static final class Reader {
        private final List<FieldError> errors = new ArrayList<>();
        private final Set<String> known;

        Reader(Set<String> known) {
            this.known = known;
        }

        void wrong(String path, String reason) {
            errors.add(new FieldError(path, reason));
        }

        <T> T parsed(String path, String text, Function<String, T> parser, T otherwise) {
            try {
                return parser.apply(text);
            } catch (IllegalArgumentException e) {
                wrong(path, String.valueOf(e.getMessage()));
                return otherwise;
            }
        }

        @Nullable
        Layer layer(String path, LayerShape shape, ZoneId zone) {
            int before = errors.size();
            for (int i = 0; i < shape.people().size(); i++) {
                if (!known.contains(shape.people().get(i))) {
                    wrong(path + "/people/" + i, "there is no person of this id in the configuration");
                }
            }
            Duration length = parsed(path + "/rotation", shape.rotation(), TimeTexts::length, Duration.ofDays(1));
            LocalDateTime start = parsed(path + "/start", shape.start(), TimeTexts::local, LocalDateTime.MIN);
            LocalDateTime until = shape.until() == null
                    ? null
                    : parsed(path + "/until", shape.until(), TimeTexts::local, LocalDateTime.MAX);
            if (until != null && !until.isAfter(start)) {
                wrong(path + "/until", "must be later than the start");
            }
            List<WeeklyHours> hours = hours(path, shape);
            return errors.size() > before
                    ? null
                    : new Layer(
                            shape.name(),
                            new Rotation(shape.people(), start, length, zone),
                            hours,
                            until,
                            Boolean.TRUE.equals(shape.shadow()));
        }

        private List<WeeklyHours> hours(String path, LayerShape shape) {
            List<WeeklyHours> hours = new ArrayList<>();
            List<HoursShape> shapes = shape.hours() == null ? List.of() : shape.hours();
            for (int i = 0; i < shapes.size(); i++) {
                HoursShape some = shapes.get(i);
                String at = path + "/hours/" + i;
                int before = errors.size();
                List<String> named =
                        some.days() == null || some.days().isEmpty() ? List.of("monday:sunday") : some.days();
                Set<DayOfWeek> days =
                        parsed(at + "/days", String.join(",", named), text -> TimeTexts.days(named), Set.of());
                int from = parsed(at + "/from", some.from(), TimeTexts::minute, 0);
                int to = parsed(at + "/to", some.to(), TimeTexts::minute, WeeklyHours.DAY);
                if (from == WeeklyHours.DAY) {
                    wrong(at + "/from", "must be before 24:00");
                }
                if (to == 0) {
                    wrong(at + "/to", "must be after 00:00; midnight is 24:00");
                }
                if (errors.size() == before) {
                    hours.add(new WeeklyHours(days, from, to));
                }
            }
            return hours;
        }
    }
}
