package com.kaldrix.monitoring.anomaly.detector;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.kaldrix.monitoring.anomaly.series.Calendar.TimeRange;
import com.kaldrix.monitoring.anomaly.series.SeriesMonitor;
import com.kaldrix.monitoring.anomaly.settings.Change;
import com.kaldrix.monitoring.anomaly.settings.Sensitivity;
import com.kaldrix.monitoring.common.label.Matchers;
import com.kaldrix.monitoring.common.problem.FieldError;
import com.kaldrix.monitoring.common.problem.InvalidRequestException;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A detector as operators write it, in the shape of CloudWatch's {@code PutAnomalyDetector} and three fields of our own. */
@Schema(name = "DetectorDocument")
@JsonInclude(JsonInclude.Include.NON_NULL)
record DetectorDocument(
        @Schema(
                description = "The metric's name, of CloudWatch or of Prometheus",
                example = "TransactionRate",
                requiredMode = Schema.RequiredMode.REQUIRED)
        @JsonProperty("metric_name")
        @Nullable
        String metricName,

        @Schema(description = "The metric's namespace in CloudWatch", example = "KALDRIX") @Nullable
        String namespace,

        @Schema(
                description = "`Sum`, `Average`, `Minimum`, `Maximum`, `SampleCount` or a percentile such as `p99`",
                example = "Sum")
        @Nullable
        String stat,

        @Nullable Configuration configuration,

        @Schema(
                description = "How easily an alert is raised; medium unless set",
                allowableValues = {"low", "medium", "high"})
        @Nullable
        String sensitivity,

        @Schema(
                description = "Only series that meet these conditions, as Alertmanager writes matchers",
                example = "{region=\"eu-west-1\"}")
        @Nullable
        String series,

        @Schema(description = "Detectors of the ensemble that have no say for these series", example = "[\"stuck\"]")
        @JsonProperty("detectors_off")
        @Nullable
        List<@Nullable String> detectorsOff) {
    private static final int LONGEST = 255;
    private static final int MOST_RANGES = 100;
    private static final Pattern STAT =
            Pattern.compile("Sum|Average|Minimum|Maximum|SampleCount|p(100|[0-9]{1,2}(\\.[0-9]{1,10})?)");
    private static final Pattern METRIC = Pattern.compile("[ -~]+");

    /** When the metric is not to be learnt, and by whose clock its hours count. */
    @Schema(name = "DetectorConfiguration")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Configuration(
            @Schema(description = "Times of which nothing is learnt and nothing is told")
            @JsonProperty("excluded_time_ranges")
            @Nullable
            List<@Nullable Range> excluded,

            @Schema(
                    description = "The time zone in which hours and weekdays count; UTC unless set",
                    example = "Europe/Dublin")
            @JsonProperty("metric_timezone")
            @Nullable
            String timezone) {}

    /** From {@code start_time} to before {@code end_time}. */
    @Schema(name = "ExcludedTimeRange")
    record Range(
            @Schema(example = "2023-01-01T00:00:00Z", requiredMode = Schema.RequiredMode.REQUIRED)
            @JsonProperty("start_time")
            @Nullable
            String start,

            @Schema(example = "2023-01-01T06:00:00Z", requiredMode = Schema.RequiredMode.REQUIRED)
            @JsonProperty("end_time")
            @Nullable
            String end) {}

    /**
     * What it means.
     *
     * @throws InvalidRequestException that names everything that is wrong
     */
    Definition checked() {
        List<FieldError> errors = new ArrayList<>();
        String name = text("/metric_name", metricName, errors);
        if (metricName == null) {
            errors.add(new FieldError("/metric_name", "must be given"));
        }
        text("/namespace", namespace, errors);
        if (stat != null && !STAT.matcher(stat).matches()) {
            errors.add(new FieldError(
                    "/stat", "must be Sum, Average, Minimum, Maximum, SampleCount or a percentile such as p99"));
        }
        Change change = new Change(zone(errors), excluded(errors), sensitive(errors), off(errors), 1);
        Matchers labels = labels(errors);
        if (!errors.isEmpty()) {
            throw new InvalidRequestException(errors);
        }
        return new Definition(name, namespace, stat, labels, change);
    }

    private static String text(String field, @Nullable String value, List<FieldError> errors) {
        if (value != null
                && (value.isBlank()
                        || value.length() > LONGEST
                        || !METRIC.matcher(value).matches())) {
            errors.add(new FieldError(field, "must be 1 to 255 printable characters of ASCII"));
        }
        return value == null ? "" : value;
    }

    private @Nullable ZoneId zone(List<FieldError> errors) {
        String timezone = configuration == null ? null : configuration.timezone();
        if (timezone == null) {
            return null;
        }
        try {
            return ZoneId.of(timezone);
        } catch (DateTimeException e) {
            errors.add(new FieldError(
                    "/configuration/metric_timezone", "must be a time zone such as UTC or Europe/Dublin"));
            return null;
        }
    }

    private List<TimeRange> excluded(List<FieldError> errors) {
        List<@Nullable Range> ranges = configuration == null ? null : configuration.excluded();
        List<TimeRange> found = new ArrayList<>();
        if (ranges == null) {
            return found;
        }
        String field = "/configuration/excluded_time_ranges";
        if (ranges.size() > MOST_RANGES) {
            errors.add(new FieldError(field, "must be at most " + MOST_RANGES));
            return found;
        }
        for (int i = 0; i < ranges.size(); i++) {
            Range range = ranges.get(i);
            if (range == null) {
                errors.add(new FieldError(field + "/" + i, "must be given"));
                continue;
            }
            Instant start = time(field + "/" + i + "/start_time", range.start(), errors);
            Instant end = time(field + "/" + i + "/end_time", range.end(), errors);
            if (start != null && end != null && !start.isBefore(end)) {
                errors.add(new FieldError(field + "/" + i + "/end_time", "must be after 'start_time'"));
            } else if (start != null && end != null) {
                found.add(new TimeRange(start, end));
            }
        }
        return found;
    }

    private static @Nullable Instant time(String field, @Nullable String text, List<FieldError> errors) {
        if (text == null) {
            errors.add(new FieldError(field, "must be given"));
            return null;
        }
        try {
            // Milliseconds of a time that is too far away do not fit.
            return Instant.ofEpochMilli(OffsetDateTime.parse(text).toInstant().toEpochMilli());
        } catch (DateTimeException | ArithmeticException e) {
            errors.add(new FieldError(field, "must be an instant such as 2023-01-01T00:00:00Z"));
            return null;
        }
    }

    private @Nullable Sensitivity sensitive(List<FieldError> errors) {
        if (sensitivity == null) {
            return null;
        }
        try {
            return Sensitivity.of(sensitivity);
        } catch (IllegalArgumentException e) {
            errors.add(new FieldError("/sensitivity", String.valueOf(e.getMessage())));
            return null;
        }
    }

    private Set<String> off(List<FieldError> errors) {
        Set<String> names = new java.util.TreeSet<>();
        for (int i = 0; detectorsOff != null && i < detectorsOff.size(); i++) {
            String name = detectorsOff.get(i);
            if (name == null || !SeriesMonitor.detectorNames().contains(name)) {
                errors.add(new FieldError(
                        "/detectors_off/" + i, "must be one of " + String.join(", ", SeriesMonitor.detectorNames())));
            } else {
                names.add(name);
            }
        }
        return names;
    }

    private Matchers labels(List<FieldError> errors) {
        if (series == null) {
            return Matchers.any();
        }
        try {
            if (series.length() > 4000 || series.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("must be at most 4000 characters");
            }
            return Matchers.parse(series);
        } catch (IllegalArgumentException e) {
            errors.add(new FieldError("/series", String.valueOf(e.getMessage())));
            return Matchers.any();
        }
    }
}
