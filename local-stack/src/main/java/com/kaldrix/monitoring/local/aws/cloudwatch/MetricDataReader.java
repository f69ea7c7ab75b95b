package com.kaldrix.monitoring.local.aws.cloudwatch;

import com.kaldrix.monitoring.local.aws.cloudwatch.MetricData.Counted;
import com.kaldrix.monitoring.local.aws.cloudwatch.MetricData.Datum;
import com.kaldrix.monitoring.local.aws.cloudwatch.MetricData.Statistics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes {@link MetricData} of what CBOR or JSON holds. A wrong shape is an {@link IllegalArgumentException}. */
final class MetricDataReader {
    private MetricDataReader() {}

    static MetricData read(String region, @Nullable Object call) {
        Map<?, ?> map = map(call, "the call");
        List<Datum> data = new ArrayList<>();
        for (Object one : list(map.get("MetricData"), "MetricData")) {
            data.add(datum(map(one, "a member of MetricData")));
        }
        return new MetricData(region, text(map.get("Namespace"), "Namespace"), data);
    }

    private static Datum datum(Map<?, ?> map) {
        Map<String, String> dimensions = new LinkedHashMap<>();
        for (Object one : list(map.get("Dimensions"), "Dimensions")) {
            Map<?, ?> dimension = map(one, "a dimension");
            dimensions.put(text(dimension.get("Name"), "Name"), text(dimension.get("Value"), "Value"));
        }
        Object statistics = map.get("StatisticValues");
        List<?> values = list(map.get("Values"), "Values");
        List<?> counts = list(map.get("Counts"), "Counts");
        if (!counts.isEmpty() && counts.size() != values.size()) {
            throw new IllegalArgumentException("Counts must have as many members as Values.");
        }
        List<Counted> counted = new ArrayList<>();
        for (int index = 0; index < values.size(); index++) {
            counted.add(new Counted(
                    number(values.get(index), "Values"), counts.isEmpty() ? 1 : number(counts.get(index), "Counts")));
        }
        Object value = map.get("Value");
        Object unit = map.get("Unit");
        return new Datum(
                text(map.get("MetricName"), "MetricName"),
                dimensions,
                time(map.get("Timestamp")),
                unit == null ? "None" : text(unit, "Unit"),
                value == null ? null : number(value, "Value"),
                statistics == null ? null : statistics(map(statistics, "StatisticValues")),
                counted);
    }

    private static Statistics statistics(Map<?, ?> map) {
        return new Statistics(
                number(map.get("SampleCount"), "SampleCount"),
                number(map.get("Sum"), "Sum"),
                number(map.get("Minimum"), "Minimum"),
                number(map.get("Maximum"), "Maximum"));
    }

    private static @Nullable Instant time(@Nullable Object value) {
        if (value == null || value instanceof Instant) {
            return (Instant) value;
        }
        return Instant.ofEpochMilli(Math.round(number(value, "Timestamp") * 1000));
    }

    private static Map<?, ?> map(@Nullable Object value, String name) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new IllegalArgumentException(name + " must be a map.");
    }

    private static List<?> list(@Nullable Object value, String name) {
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list) {
            return list;
        }
        throw new IllegalArgumentException(name + " must be a list.");
    }

    private static String text(@Nullable Object value, String name) {
        if (value instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException(name + " must be text.");
    }

    private static double number(@Nullable Object value, String name) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        if (value instanceof String word
                && List.of("NaN", "Infinity", "-Infinity").contains(word)) {
            return Double.parseDouble(word);
        }
        throw new IllegalArgumentException(name + " must be a number.");
    }
}
