package com.kaldrix.monitoring.metrics.kpi.signal;

import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.severity.Severity;
import com.kaldrix.monitoring.metrics.kpi.definition.Kpi;
import com.kaldrix.monitoring.metrics.kpi.definition.Threshold;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * Something that may be bad in a window.
 *
 * @param key identity, without blanks
 * @param name of the alert
 * @param labels with the name, the identity of the alert
 * @param words {@code summary} and {@code description}
 * @param hold how long it must be bad before that is said
 * @param bad whether it is
 */
record Condition(
        String key,
        String name,
        Severity severity,
        String component,
        Labels labels,
        Map<String, String> words,
        Duration hold,
        boolean bad) {

    /** A KPI that has a value, and one of its thresholds. */
    static Condition of(Kpi kpi, Threshold threshold, String region, double value) {
        String side = threshold.side().word();
        String level = threshold.severity().name();
        return new Condition(
                String.join("/", kpi.name(), region, level, side),
                "Kpi" + camel(kpi.name()),
                threshold.severity(),
                kpi.component(),
                Labels.of("kpi", kpi.name(), "region", region, "level", level, "side", side),
                Map.of(
                        "summary",
                        kpi.name() + " in " + region + " is " + side + " " + number(threshold.limit()) + " "
                                + kpi.unit() + ": " + number(value),
                        "description",
                        kpi.help() + "."),
                threshold.hold(),
                threshold.isBreachedBy(value));
    }

    /** A region that reports to the hub, or does not. */
    static Condition reporting(String region, Duration hold, boolean missing) {
        return new Condition(
                "region-reporting/" + region,
                "KpiRegionMissing",
                Severity.P1,
                "monitoring",
                Labels.of("region", region),
                Map.of(
                        "summary",
                        "Region " + region + " does not report its KPIs",
                        "description",
                        "The global view is made without it, with the weights of the other regions."),
                hold,
                missing);
    }

    private static String camel(String name) {
        StringBuilder text = new StringBuilder();
        for (String part : name.split("_")) {
            if (!part.isEmpty()) {
                text.append(part.substring(0, 1).toUpperCase(Locale.ROOT)).append(part.substring(1));
            }
        }
        return text.toString();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4g", value)
                .replaceAll("(\\.\\d*?)0+$", "$1")
                .replaceAll("\\.$", "");
    }
}
