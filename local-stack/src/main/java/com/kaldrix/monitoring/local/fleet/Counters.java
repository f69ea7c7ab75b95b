package com.kaldrix.monitoring.local.fleet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A metric with one label, as a counter or a gauge; a counter's parts of one are kept and not shown. */
final class Counters {
    private final String name;
    private final String help;
    private final boolean counter;
    private final String label;
    private final Map<String, Double> values = new LinkedHashMap<>();

    private Counters(String name, String help, boolean counter, String label, String... of) {
        this.name = name;
        this.help = help;
        this.counter = counter;
        this.label = label;
        for (String value : of) {
            values.put(value, 0.0);
        }
    }

    /** A counter with these values of its label; {@code ""} stands for no label. */
    static Counters counter(String name, String help, String label, String... of) {
        return new Counters(name, help, true, label, of);
    }

    /** A gauge with these values of its label; {@code ""} stands for no label. */
    static Counters gauge(String name, String help, String label, String... of) {
        return new Counters(name, help, false, label, of);
    }

    void add(String of, double more) {
        values.merge(of, more, Double::sum);
    }

    void set(String of, double value) {
        values.put(of, value);
    }

    double get(String of) {
        return values.getOrDefault(of, 0.0);
    }

    void reset() {
        values.replaceAll((of, value) -> 0.0);
    }

    MetricFamily.Values family() {
        List<MetricFamily.Value> all = new ArrayList<>();
        values.forEach((of, value) -> all.add(new MetricFamily.Value(
                label.isEmpty() ? Map.of() : Map.of(label, of), counter ? Math.floor(value) : value)));
        return new MetricFamily.Values(name, help, counter, all);
    }
}
