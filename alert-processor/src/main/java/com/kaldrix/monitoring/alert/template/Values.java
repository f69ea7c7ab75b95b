package com.kaldrix.monitoring.alert.template;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Values that templates meet besides texts and numbers, and Go's rules for them. */
final class Values {
    private static final String ALERTNAME = "alertname";

    private Values() {}

    /** No value. */
    enum Nil {
        NIL
    }

    /** {@code Alerts}. */
    record Alerts(List<TemplateData.Alert> all) {
        Alerts with(String status) {
            return new Alerts(
                    all.stream().filter(alert -> alert.status().equals(status)).toList());
        }
    }

    /** A set of labels or annotations. */
    record Kv(TreeMap<String, String> all) {
        static Kv of(Map<String, String> map) {
            return new Kv(new TreeMap<>(map));
        }

        /** By name; the name of the alert comes first. */
        Pairs sorted() {
            List<Pair> pairs = new ArrayList<>();
            if (all.containsKey(ALERTNAME)) {
                pairs.add(new Pair(ALERTNAME, all.getOrDefault(ALERTNAME, "")));
            }
            all.forEach((name, value) -> {
                if (!name.equals(ALERTNAME)) {
                    pairs.add(new Pair(name, value));
                }
            });
            return new Pairs(pairs);
        }

        Kv without(Collection<String> names) {
            TreeMap<String, String> rest = new TreeMap<>(all);
            names.forEach(rest::remove);
            return new Kv(rest);
        }
    }

    record Pairs(List<Pair> all) {
        Strings names() {
            return new Strings(all.stream().map(Pair::name).toList());
        }

        Strings values() {
            return new Strings(all.stream().map(Pair::value).toList());
        }

        String joined() {
            return String.join(
                    ", ",
                    all.stream().map(pair -> pair.name() + "=" + pair.value()).toList());
        }
    }

    record Pair(String name, String value) {}

    record Strings(List<String> all) {}

    record Html(String text) {}

    record Url(String text) {}

    /** The elements of a list or the values of a map in the order of its keys; what is neither has none. */
    static List<?> elements(Object value) {
        return switch (value) {
            case Alerts alerts -> alerts.all();
            case Pairs pairs -> pairs.all();
            case Strings strings -> strings.all();
            case Kv kv -> List.copyOf(kv.all().values());
            default -> List.of();
        };
    }

    /** Whether {@code if} takes it for true. */
    static boolean truth(Object value) {
        return switch (value) {
            case Boolean b -> b;
            case String text -> !text.isEmpty();
            case Html html -> !html.text().isEmpty();
            case Url url -> !url.text().isEmpty();
            case Long number -> number != 0;
            case Double number -> number != 0;
            case Duration duration -> !duration.isZero();
            case Nil ignored -> false;
            case Alerts list -> !list.all().isEmpty();
            case Pairs list -> !list.all().isEmpty();
            case Strings list -> !list.all().isEmpty();
            case Kv map -> !map.all().isEmpty();
            default -> true;
        };
    }

    /** As {@code fmt.Fprint} writes it. */
    static String print(Object value) {
        return switch (value) {
            case String text -> text;
            case Html html -> html.text();
            case Url url -> url.text();
            case Double number -> Numbers.general(number);
            case Duration duration -> Numbers.duration(duration);
            case Nil ignored -> "<no value>";
            case Alerts list -> list(list.all());
            case Pairs list -> list(list.all());
            case Strings list -> list(list.all());
            case Kv map ->
                "map["
                        + String.join(
                                " ",
                                map.all().entrySet().stream()
                                        .map(entry -> entry.getKey() + ":" + entry.getValue())
                                        .toList())
                        + "]";
            case Pair pair -> "{" + pair.name() + " " + pair.value() + "}";
            case TemplateData.Alert alert ->
                fields(
                        alert.status(),
                        Kv.of(alert.labels()),
                        Kv.of(alert.annotations()),
                        GoTime.utc(alert.startsAt()),
                        GoTime.utc(alert.endsAt()),
                        alert.generatorUrl(),
                        alert.fingerprint());
            case TemplateData data ->
                fields(
                        data.receiver(),
                        data.status(),
                        new Alerts(data.alerts()),
                        Kv.of(data.groupLabels()),
                        Kv.of(data.commonLabels()),
                        Kv.of(data.commonAnnotations()),
                        data.externalUrl());
            default -> value.toString();
        };
    }

    private static String list(List<?> all) {
        return "[" + String.join(" ", all.stream().map(Values::print).toList()) + "]";
    }

    private static String fields(Object... all) {
        List<String> printed = new ArrayList<>();
        for (Object field : all) {
            printed.add(print(field));
        }
        return "{" + String.join(" ", printed) + "}";
    }

    /** {@code print}: spaces stand between values of which neither is a text. */
    static String printAll(List<Object> values) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            if (i > 0 && !(values.get(i) instanceof String) && !(values.get(i - 1) instanceof String)) {
                out.append(' ');
            }
            out.append(print(values.get(i)));
        }
        return out.toString();
    }
}
