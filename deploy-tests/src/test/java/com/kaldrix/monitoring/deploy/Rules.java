package com.kaldrix.monitoring.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The rules of Prometheus, as files. */
final class Rules {
    private Rules() {}

    /**
     * A rule.
     *
     * @param recorded the metric that it makes; empty for an alert
     */
    record Rule(
            String group,
            String alert,
            String recorded,
            String expression,
            Map<String, String> labels,
            Map<String, String> annotations) {
        boolean isAlert() {
            return !alert.isEmpty();
        }

        @Override
        public String toString() {
            return isAlert() ? alert : recorded;
        }
    }

    static List<Path> files() throws IOException {
        return Project.files(Project.DASHBOARDS.resolve("prometheus"), ".rules.yml");
    }

    static List<Rule> all() throws IOException {
        List<Rule> rules = new ArrayList<>();
        for (Path file : files()) {
            Map<String, Object> content =
                    new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
            for (Object group : list(content.get("groups"))) {
                Map<?, ?> named = (Map<?, ?>) group;
                for (Object rule : list(named.get("rules"))) {
                    Map<?, ?> one = (Map<?, ?>) rule;
                    rules.add(new Rule(
                            text(named.get("name")),
                            text(one.get("alert")),
                            text(one.get("record")),
                            text(one.get("expr")),
                            texts(one.get("labels")),
                            texts(one.get("annotations"))));
                }
            }
        }
        return rules;
    }

    static List<Rule> alerts() throws IOException {
        return all().stream().filter(Rule::isAlert).toList();
    }

    /** The metrics that rules read; not those that rules make. */
    static Set<String> metrics() throws IOException {
        Set<String> names = new TreeSet<>();
        for (Rule rule : all()) {
            names.addAll(MetricNames.inQuery(rule.expression()));
        }
        all().forEach(rule -> names.remove(rule.recorded()));
        return names;
    }

    private static List<?> list(@Nullable Object value) {
        return value == null ? List.of() : (List<?>) value;
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private static Map<String, String> texts(@Nullable Object value) {
        Map<String, String> texts = new TreeMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, one) -> texts.put(key.toString(), text(one)));
        }
        return texts;
    }
}
