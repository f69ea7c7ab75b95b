package com.kaldrix.monitoring.local.aws.cloudwatch;

import com.kaldrix.monitoring.local.aws.cloudwatch.MetricData.Counted;
import com.kaldrix.monitoring.local.aws.cloudwatch.MetricData.Datum;
import com.kaldrix.monitoring.local.aws.cloudwatch.MetricData.Statistics;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;

/**
 * What CloudWatch refuses, by its API reference of {@code PutMetricData} and {@code MetricDatum}: limits of a call, of names
 * and of values, and times that lie too far away.
 */
final class MetricDataRules {
    private static final int MOST_DATA = 1000;
    private static final int MOST_DIMENSIONS = 30;
    private static final int MOST_VALUES = 150;
    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_DIMENSION_VALUE = 1024;
    private static final double LARGEST = Math.pow(2, 360);
    private static final Duration OLDEST = Duration.ofDays(14);
    private static final Duration NEWEST = Duration.ofHours(2);
    private static final Pattern NAMESPACE = Pattern.compile("[0-9A-Za-z.\\-_/#:]{1,255}");
    private static final Pattern ASCII = Pattern.compile("[\\x20-\\x7e]*");
    private static final Set<String> UNITS = Set.of(
            "Seconds",
            "Microseconds",
            "Milliseconds",
            "Bytes",
            "Kilobytes",
            "Megabytes",
            "Gigabytes",
            "Terabytes",
            "Bits",
            "Kilobits",
            "Megabits",
            "Gigabits",
            "Terabits",
            "Percent",
            "Count",
            "Bytes/Second",
            "Kilobytes/Second",
            "Megabytes/Second",
            "Gigabytes/Second",
            "Terabytes/Second",
            "Bits/Second",
            "Kilobits/Second",
            "Megabits/Second",
            "Gigabits/Second",
            "Terabits/Second",
            "Count/Second",
            "None");

    private MetricDataRules() {}

    /** The first rule that the call breaks; empty when it breaks none. */
    static Optional<Refusal> refuse(MetricData call, Instant now) {
        if (!NAMESPACE.matcher(call.namespace()).matches() || call.namespace().startsWith("AWS/")) {
            return Optional.of(Refusal.value("The value " + call.namespace() + " for parameter Namespace is invalid."));
        }
        if (call.data().isEmpty()) {
            return Optional.of(Refusal.missing("MetricData"));
        }
        if (call.data().size() > MOST_DATA) {
            return Optional.of(Refusal.value("The collection MetricData must not have a size greater than 1000."));
        }
        int number = 0;
        for (Datum datum : call.data()) {
            number++;
            Optional<Refusal> refusal = refuse(datum, "MetricData.member." + number + ".", now);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return Optional.empty();
    }

    private static Optional<Refusal> refuse(Datum datum, String at, Instant now) {
        if (datum.name().isEmpty()
                || datum.name().length() > LONGEST_NAME
                || !ASCII.matcher(datum.name()).matches()) {
            return value(at + "MetricName", datum.name());
        }
        if (datum.dimensions().size() > MOST_DIMENSIONS) {
            return Optional.of(
                    Refusal.value("The collection " + at + "Dimensions must not have a size greater than 30."));
        }
        for (Map.Entry<String, String> dimension : datum.dimensions().entrySet()) {
            if (isWrong(dimension.getKey(), LONGEST_NAME) || dimension.getKey().startsWith(":")) {
                return value(at + "Dimensions.Name", dimension.getKey());
            }
            if (isWrong(dimension.getValue(), LONGEST_DIMENSION_VALUE)) {
                return value(at + "Dimensions.Value", dimension.getValue());
            }
        }
        if (!UNITS.contains(datum.unit())) {
            return value(at + "Unit", datum.unit());
        }
        Instant timestamp = datum.timestamp();
        if (timestamp != null && (timestamp.isBefore(now.minus(OLDEST)) || timestamp.isAfter(now.plus(NEWEST)))) {
            return Optional.of(Refusal.value("The parameter " + at
                    + "Timestamp must specify a time no more than 2 weeks in the past and no more than 2 hours in the"
                    + " future."));
        }
        return values(datum, at);
    }

    private static Optional<Refusal> values(Datum datum, String at) {
        int forms = (datum.value() == null ? 0 : 1)
                + (datum.statistics() == null ? 0 : 1)
                + (datum.values().isEmpty() ? 0 : 1);
        if (forms == 0) {
            return Optional.of(Refusal.missing(at + "Value"));
        }
        if (forms > 1) {
            return Optional.of(Refusal.combination(
                    "The parameters " + at + "Value, Values and StatisticValues are mutually exclusive."));
        }
        if (datum.values().size() > MOST_VALUES) {
            return Optional.of(Refusal.value("The collection " + at + "Values must not have a size greater than 150."));
        }
        Statistics statistics = datum.statistics();
        if (statistics != null && (statistics.sampleCount() <= 0 || statistics.minimum() > statistics.maximum())) {
            return Optional.of(
                    Refusal.combination("The statistics of " + at + "StatisticValues contradict each other."));
        }
        return numbers(datum)
                .filter(number -> !isAllowed(number))
                .boxed()
                .findFirst()
                .map(number -> Refusal.value("The value " + number + " for parameter " + at + "Value is invalid."));
    }

    private static DoubleStream numbers(Datum datum) {
        Double value = datum.value();
        Statistics statistics = datum.statistics();
        if (value != null) {
            return DoubleStream.of(value);
        }
        if (statistics != null) {
            return DoubleStream.of(
                    statistics.sampleCount(), statistics.sum(), statistics.minimum(), statistics.maximum());
        }
        return datum.values().stream()
                .flatMapToDouble((Counted counted) -> DoubleStream.of(counted.value(), counted.count()));
    }

    /** NaN and infinities are refused; so is what lies beyond 2 to the power of 360. */
    private static boolean isAllowed(double number) {
        return Double.isFinite(number) && Math.abs(number) <= LARGEST;
    }

    private static boolean isWrong(String text, int longest) {
        return text.isBlank() || text.length() > longest || !ASCII.matcher(text).matches();
    }

    private static Optional<Refusal> value(String parameter, String value) {
        return Optional.of(Refusal.value("The value " + value + " for parameter " + parameter + " is invalid."));
    }
}
