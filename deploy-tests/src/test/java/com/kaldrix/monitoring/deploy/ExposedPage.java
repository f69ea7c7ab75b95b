package com.kaldrix.monitoring.deploy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page in Prometheus' text format, as a scrape gets it.
 *
 * @param values each series, such as {@code up{job="a"}}, to its value as it is written
 */
record ExposedPage(Map<String, String> values) {
    private static final Pattern SAMPLE =
            Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(\\{.*})? ([^ #]+)(?: \\d+(?:\\.\\d+)?)?(?: #.*)?");
    private static final Pattern TAKEN = Pattern.compile("([{,])(job|instance)=\"");

    ExposedPage {
        values = Map.copyOf(values);
    }

    /**
     * Reads a page and gives each series these labels, as a scrape of the chart's Prometheus does: labels of the same names become
     * {@code exported_…}, and what has no region gets that of its target.
     */
    static ExposedPage read(String text, String job, String instance, String region) {
        Map<String, String> values = new TreeMap<>();
        String target = "job=\"" + job + "\",instance=\"" + instance + "\"";
        for (String line : text.split("\n", -1)) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            Matcher sample = SAMPLE.matcher(line);
            if (!sample.matches()) {
                throw new IllegalArgumentException("this is no sample: " + line);
            }
            String labels = sample.group(2) == null
                    ? "{" + target + "}"
                    : TAKEN.matcher(sample.group(2))
                            .replaceAll("$1exported_$2=\"")
                            .replaceFirst("(,)?}$", "," + target + "}");
            if (!labels.contains("region=\"")) {
                labels = labels.replaceFirst("}$", ",region=\"" + region + "\"}");
            }
            values.put(sample.group(1) + labels, sample.group(3));
        }
        values.put("up{" + target + "}", "1");
        return new ExposedPage(values);
    }

    /** The series of both. */
    ExposedPage with(ExposedPage other) {
        Map<String, String> all = new TreeMap<>(values);
        all.putAll(other.values());
        return new ExposedPage(all);
    }

    /** The names of its metrics, each once. */
    List<String> names() {
        return values.keySet().stream()
                .map(series -> series.substring(0, series.indexOf('{')))
                .distinct()
                .sorted()
                .toList();
    }
}
