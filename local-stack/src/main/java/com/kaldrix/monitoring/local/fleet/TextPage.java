package com.kaldrix.monitoring.local.fleet;

import com.kaldrix.monitoring.local.fleet.MetricFamily.Histogram;
import com.kaldrix.monitoring.local.fleet.MetricFamily.Value;
import com.kaldrix.monitoring.local.fleet.MetricFamily.Values;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes Prometheus' text format, version 0.0.4. */
final class TextPage {
    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final StringBuilder page = new StringBuilder(8192);
    private final String time;

    private TextPage(@Nullable Instant time) {
        this.time = time == null ? "" : " " + time.toEpochMilli();
    }

    /** The page; samples carry that time, or none when it is null. */
    static String of(List<MetricFamily> families, @Nullable Instant time) {
        TextPage page = new TextPage(time);
        families.forEach(page::family);
        return page.page.toString();
    }

    private void family(MetricFamily family) {
        page.append("# HELP ")
                .append(family.name())
                .append(' ')
                .append(family.help())
                .append('\n');
        switch (family) {
            case Values values -> {
                type(family, values.counter() ? "counter" : "gauge");
                for (Value value : values.values()) {
                    line(family.name(), value.labels(), value.value());
                }
            }
            case Histogram histogram -> {
                type(family, "histogram");
                double[] bounds = histogram.bounds();
                long[] cumulative = histogram.cumulative();
                for (int index = 0; index < bounds.length; index++) {
                    line(family.name() + "_bucket", Map.of("le", number(bounds[index])), cumulative[index]);
                }
                line(family.name() + "_bucket", Map.of("le", "+Inf"), histogram.count());
                line(family.name() + "_sum", Map.of(), histogram.sum());
                line(family.name() + "_count", Map.of(), histogram.count());
            }
        }
    }

    private void type(MetricFamily family, String type) {
        page.append("# TYPE ").append(family.name()).append(' ').append(type).append('\n');
    }

    private void line(String name, Map<String, String> labels, double value) {
        page.append(name);
        if (!labels.isEmpty()) {
            page.append(new TreeMap<>(labels)
                    .entrySet().stream()
                            .map(label -> label.getKey() + "=\"" + label.getValue() + "\"")
                            .collect(Collectors.joining(",", "{", "}")));
        }
        page.append(' ').append(number(value)).append(time).append('\n');
    }

    /** Whole numbers without a fraction, as exporters write them. */
    static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
