package com.kaldrix.monitoring.metrics.kpi.definition;

import com.kaldrix.monitoring.common.severity.Severity;
import com.kaldrix.monitoring.metrics.kpi.definition.Kpi.CloudWatch;
import com.kaldrix.monitoring.metrics.kpi.definition.Kpi.Regions;
import com.kaldrix.monitoring.metrics.kpi.definition.Threshold.Side;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the section {@code kpis}. What a user's file leaves out of a KPI that is shipped stays as it is shipped. */
final class KpiReader {
    private static final Set<String> KEYS =
            Set.of("help", "unit", "component", "value", "regions", "cloudwatch", "thresholds", "disabled");
    private static final Set<String> CLOUDWATCH_KEYS = Set.of("name", "unit", "value");
    private static final Set<String> THRESHOLD_KEYS = Set.of("severity", "above", "below", "for");
    private static final Pattern CLOUDWATCH_NAME = Pattern.compile("[A-Za-z0-9._/#-]{1,255}");
    /** CloudWatch API Reference, MetricDatum, Unit. */
    private static final Set<String> CLOUDWATCH_UNITS = Set.of(
            "Seconds",
            "Microseconds",
            "Milliseconds",
            "Bytes",
            "Kilobytes",
            "Megabytes",
            "Gigabytes",
            "Bits",
            "Percent",
            "Count",
            "Bytes/Second",
            "Kilobytes/Second",
            "Megabytes/Second",
            "Count/Second",
            "None");

    private static final Pattern LABEL = Pattern.compile("[a-z0-9][a-z0-9_-]{0,39}");

    private KpiReader() {}

    /**
     * @param shipped the KPI of that name that this one changes; null when it is new
     * @return empty when it is disabled, or cannot be read, which is noted
     */
    static Optional<Kpi> read(String name, YamlPlace place, @Nullable Kpi shipped) {
        Map<String, YamlPlace> entries = place.entries(KEYS);
        YamlPlace disabled = entries.get("disabled");
        if (disabled != null && disabled.flag()) {
            return Optional.empty();
        }
        Expression value = value(entries.get("value"), shipped, place);
        if (value == null) {
            return Optional.empty();
        }
        return Optional.of(new Kpi(
                name,
                or(InputReader.text(entries, "help"), shipped == null ? "" : shipped.help()),
                or(InputReader.text(entries, "unit"), shipped == null ? "1" : shipped.unit()),
                component(entries.get("component"), shipped),
                value,
                regions(entries.get("regions"), shipped),
                cloudWatch(entries.get("cloudwatch"), shipped),
                thresholds(entries.get("thresholds"), shipped)));
    }

    private static String or(String text, String otherwise) {
        return text.isEmpty() ? otherwise : text;
    }

    private static @Nullable Expression value(@Nullable YamlPlace value, @Nullable Kpi shipped, YamlPlace kpi) {
        if (value == null) {
            if (shipped == null) {
                kpi.problem("a KPI needs 'value': how it is computed");
                return null;
            }
            return shipped.value();
        }
        return expression(value);
    }

    private static @Nullable Expression expression(YamlPlace place) {
        try {
            return ExpressionParser.parse(place.text());
        } catch (IllegalArgumentException e) {
            place.problem(String.valueOf(e.getMessage()));
            return null;
        }
    }

    private static String component(@Nullable YamlPlace place, @Nullable Kpi shipped) {
        if (place == null) {
            return shipped == null ? "kpi" : shipped.component();
        }
        String component = place.text();
        if (!LABEL.matcher(component).matches()) {
            place.problem("a component is a short name in lower case, such as consensus");
        }
        return component;
    }

    private static Regions regions(@Nullable YamlPlace place, @Nullable Kpi shipped) {
        Regions otherwise = shipped == null ? Regions.POOLED : shipped.regions();
        return place == null
                ? otherwise
                : place.choice(Regions.class, EnumSet.allOf(Regions.class)).orElse(otherwise);
    }

    private static Optional<CloudWatch> cloudWatch(@Nullable YamlPlace place, @Nullable Kpi shipped) {
        if (place == null) {
            return shipped == null ? Optional.empty() : shipped.cloudWatch();
        }
        Map<String, YamlPlace> entries = place.entries(CLOUDWATCH_KEYS);
        String name = InputReader.text(entries, "name");
        if (!CLOUDWATCH_NAME.matcher(name).matches()) {
            place.problem("'name' must be a name of CloudWatch, such as TransactionRate");
        }
        String unit = or(InputReader.text(entries, "unit"), "None");
        if (!CLOUDWATCH_UNITS.contains(unit)) {
            place.problem("'" + unit + "' is no unit of CloudWatch, such as Count, Percent or Seconds");
        }
        YamlPlace value = entries.get("value");
        return Optional.of(new CloudWatch(name, unit, Optional.ofNullable(value).map(KpiReader::expression)));
    }

    private static List<Threshold> thresholds(@Nullable YamlPlace place, @Nullable Kpi shipped) {
        if (place == null) {
            return shipped == null ? List.of() : shipped.thresholds();
        }
        List<Threshold> thresholds = new ArrayList<>();
        Set<String> known = new HashSet<>();
        for (YamlPlace item : place.items()) {
            threshold(item).ifPresent(threshold -> {
                if (!known.add(threshold.severity() + " " + threshold.side())) {
                    item.problem("there are two thresholds of this severity on this side");
                }
                thresholds.add(threshold);
            });
        }
        return thresholds;
    }

    private static Optional<Threshold> threshold(YamlPlace place) {
        Map<String, YamlPlace> entries = place.entries(THRESHOLD_KEYS);
        Optional<Severity> severity = Severity.find(InputReader.text(entries, "severity"));
        YamlPlace above = entries.get("above");
        YamlPlace below = entries.get("below");
        if (severity.isEmpty()) {
            place.problem("'severity' must be P0, P1, P2 or P3");
        }
        YamlPlace limit = above == null ? below : above;
        if (limit == null || above != null && below != null) {
            place.problem("a threshold has either 'above' or 'below'");
            return Optional.empty();
        }
        YamlPlace hold = entries.get("for");
        Duration duration = hold == null ? Duration.ZERO : InputReader.duration(hold);
        double number = limit.number(0);
        return severity.map(known -> new Threshold(known, above == null ? Side.BELOW : Side.ABOVE, number, duration));
    }
}
