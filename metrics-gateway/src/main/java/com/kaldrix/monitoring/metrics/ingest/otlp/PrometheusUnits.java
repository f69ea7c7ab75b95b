package com.kaldrix.monitoring.metrics.ingest.otlp;

import java.util.Map;

/**
 * Units of UCUM as suffixes of Prometheus: {@code By/s} is {@code bytes} and {@code second}.
 *
 * @param main what is counted; empty when there is no unit, or only an annotation such as <code>{packet}</code>
 * @param per per what it is counted; empty when it is not
 * @see <a href="https://opentelemetry.io/docs/specs/otel/compatibility/prometheus_and_openmetrics/">Prometheus and
 *     OpenMetrics Compatibility, Metric Metadata</a>
 */
record PrometheusUnits(String main, String per) {
    private static final Map<String, String> MAIN = Map.ofEntries(
            Map.entry("d", "days"),
            Map.entry("h", "hours"),
            Map.entry("min", "minutes"),
            Map.entry("s", "seconds"),
            Map.entry("ms", "milliseconds"),
            Map.entry("us", "microseconds"),
            Map.entry("ns", "nanoseconds"),
            Map.entry("By", "bytes"),
            Map.entry("KiBy", "kibibytes"),
            Map.entry("MiBy", "mebibytes"),
            Map.entry("GiBy", "gibibytes"),
            Map.entry("TiBy", "tibibytes"),
            Map.entry("KBy", "kilobytes"),
            Map.entry("kBy", "kilobytes"),
            Map.entry("MBy", "megabytes"),
            Map.entry("GBy", "gigabytes"),
            Map.entry("TBy", "terabytes"),
            Map.entry("m", "meters"),
            Map.entry("V", "volts"),
            Map.entry("A", "amperes"),
            Map.entry("J", "joules"),
            Map.entry("W", "watts"),
            Map.entry("g", "grams"),
            Map.entry("Cel", "celsius"),
            Map.entry("Hz", "hertz"),
            Map.entry("1", ""),
            Map.entry("%", "percent"));

    private static final Map<String, String> PER = Map.of(
            "s", "second", "m", "minute", "min", "minute", "h", "hour", "d", "day", "w", "week", "mo", "month", "y",
            "year");

    static PrometheusUnits of(String ucum) {
        String unit = ucum.strip();
        int slash = unit.indexOf('/');
        String main = slash < 0 ? unit : unit.substring(0, slash);
        String per = slash < 0 ? "" : unit.substring(slash + 1);
        return new PrometheusUnits(word(main, MAIN), word(per, PER));
    }

    private static String word(String unit, Map<String, String> known) {
        String plain = unit.strip();
        if (plain.isEmpty() || plain.indexOf('{') >= 0 || plain.indexOf('}') >= 0) {
            return "";
        }
        String word = known.get(plain);
        return word != null ? word : Escaped.tokens(plain);
    }

    /** As metadata of Prometheus has it: {@code bytes_per_second}. */
    String text() {
        if (per.isEmpty()) {
            return main;
        }
        return main.isEmpty() ? "per_" + per : main + "_per_" + per;
    }
}
