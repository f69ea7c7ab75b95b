package com.kaldrix.monitoring.anomaly.detector;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.kaldrix.monitoring.anomaly.settings.Change;
import com.kaldrix.monitoring.common.label.Matchers;
import com.kaldrix.monitoring.common.problem.FieldError;
import com.kaldrix.monitoring.common.problem.InvalidRequestException;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A metric set as operators write it, in the shape of Lookout for Metrics. */
@Schema(name = "MetricSetDocument")
@JsonInclude(JsonInclude.Include.NON_NULL)
record MetricSetDocument(
        @Schema(example = "prod-kaldrix-metrics", requiredMode = Schema.RequiredMode.REQUIRED)
        @JsonProperty("metric_set_name")
        @Nullable
        String name,

        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @JsonProperty("metric_list") @Nullable
        List<@Nullable Metric> metrics,

        @JsonProperty("timestamp_column") @Nullable TimestampColumn timestampColumn) {
    private static final int MOST_METRICS = 100;
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]{0,62}");
    private static final Pattern COLUMN = Pattern.compile("[ -~]{1,255}");
    /** What stands for seconds since 1970 in place of a format. */
    static final String EPOCH = "UNIX";

    /** One metric of the set. */
    @Schema(name = "MetricSetMetric")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Metric(
            @Schema(example = "TransactionRate", requiredMode = Schema.RequiredMode.REQUIRED)
            @JsonProperty("metric_name")
            @Nullable
            String name,

            @Schema(
                    description = "How readings of the same time become one; AVG unless set",
                    allowableValues = {"SUM", "AVG"})
            @JsonProperty("aggregation_function")
            @Nullable
            String aggregation,

            @Schema(example = "KALDRIX") @Nullable String namespace) {
        boolean sums() {
            return "SUM".equals(aggregation);
        }

        Definition definition() {
            return new Definition(
                    name == null ? "" : name, namespace, sums() ? "Sum" : null, Matchers.any(), Change.NONE);
        }
    }

    /** Where an upload has its time. */
    @Schema(name = "TimestampColumn")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TimestampColumn(
            @Schema(
                    description =
                            "As java.time.format.DateTimeFormatter has it, or UNIX; ISO 8601 and its kin unless set",
                    example = "yyyy-MM-dd'T'HH:mm:ss")
            @JsonProperty("column_format")
            @Nullable
            String format,

            @Schema(description = "timestamp unless set", example = "timestamp") @JsonProperty("column_name") @Nullable
            String name) {}

    /** The same, known to be right; throws {@link InvalidRequestException} that names everything that is wrong. */
    MetricSetDocument checked() {
        List<FieldError> errors = new ArrayList<>();
        if (name == null || !NAME.matcher(name).matches()) {
            errors.add(new FieldError(
                    "/metric_set_name", "must be 1 to 63 letters, digits, dots, dashes and underscores"));
        }
        if (metrics == null || metrics.isEmpty() || metrics.size() > MOST_METRICS) {
            errors.add(new FieldError("/metric_list", "must hold 1 to " + MOST_METRICS + " metrics"));
        } else {
            Set<String> names = new HashSet<>();
            for (int i = 0; i < metrics.size(); i++) {
                check("/metric_list/" + i, metrics.get(i), names, errors);
            }
        }
        checkColumn(errors);
        if (!errors.isEmpty()) {
            throw new InvalidRequestException(errors);
        }
        return this;
    }

    private static void check(String at, @Nullable Metric metric, Set<String> names, List<FieldError> errors) {
        if (metric == null) {
            errors.add(new FieldError(at, "must be given"));
            return;
        }
        if (metric.name() == null
                || !COLUMN.matcher(metric.name()).matches()
                || metric.name().isBlank()) {
            errors.add(new FieldError(at + "/metric_name", "must be 1 to 255 printable characters of ASCII"));
        } else if (!names.add(metric.name())) {
            errors.add(new FieldError(at + "/metric_name", "is in the list already"));
        }
        if (metric.aggregation() != null && !Set.of("SUM", "AVG").contains(metric.aggregation())) {
            errors.add(new FieldError(at + "/aggregation_function", "must be one of SUM, AVG"));
        }
        if (metric.namespace() != null && !COLUMN.matcher(metric.namespace()).matches()) {
            errors.add(new FieldError(at + "/namespace", "must be 1 to 255 printable characters of ASCII"));
        }
    }

    private void checkColumn(List<FieldError> errors) {
        TimestampColumn column = timestampColumn;
        if (column == null) {
            return;
        }
        if (column.name() != null && !COLUMN.matcher(column.name()).matches()) {
            errors.add(
                    new FieldError("/timestamp_column/column_name", "must be 1 to 255 printable characters of ASCII"));
        }
        if (column.format() != null && !column.format().equals(EPOCH)) {
            whyNoFormat(column.format())
                    .ifPresent(why -> errors.add(new FieldError(
                            "/timestamp_column/column_format",
                            "must be a format such as yyyy-MM-dd'T'HH:mm:ss, or UNIX: " + why)));
        }
    }

    private static Optional<String> whyNoFormat(String format) {
        try {
            return DateTimeFormatter.ofPattern(format).toString().isEmpty()
                    ? Optional.of("it is empty")
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    String timeColumn() {
        return timestampColumn == null || timestampColumn.name() == null ? "timestamp" : timestampColumn.name();
    }

    /** Its metrics; all are given once it is {@link #checked}. */
    List<Metric> metricList() {
        return metrics == null
                ? List.of()
                : metrics.stream().filter(java.util.Objects::nonNull).toList();
    }

    List<Definition> definitions() {
        return metricList().stream().map(Metric::definition).toList();
    }
}
