package com.kaldrix.monitoring.alert.remediation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is to be done, so complete that whoever carries it out needs nothing else.
 *
 * @param kind by which means
 * @param settings by name, those of {@link Kind#required()} at least; a name that begins with {@link #PARAMETER} is a
 *     parameter of what is called. Without secrets
 */
public record Order(Kind kind, Map<String, String> settings) {
    /** How names of parameters begin. */
    public static final String PARAMETER = "parameter.";

    /** By which means. */
    public enum Kind {
        /** An Automation document of AWS Systems Manager. */
        SSM(List.of("document"), List.of("region"), "document"),
        /** The pods of a workload are replaced, as {@code kubectl rollout restart} does. */
        KUBERNETES_RESTART(List.of("namespace", "name"), List.of("workload"), "namespace", "name"),
        /** A workload gets a number of replicas. */
        KUBERNETES_SCALE(List.of("namespace", "name", "replicas"), List.of("workload"), "namespace", "name"),
        /** A function of AWS Lambda is called and its answer waited for. */
        LAMBDA(List.of("function"), List.of("region"), "function"),
        /** JSON is posted to an address; the answer says whether it was done. */
        WEBHOOK(List.of("url"), List.of("credentials_file"), "url");

        private final List<String> required;
        private final List<String> optional;
        private final List<String> target;

        Kind(List<String> required, List<String> optional, String... target) {
            this.required = required;
            this.optional = optional;
            this.target = List.of(target);
        }

        /** As it stands in the configuration: {@code kubernetes_restart}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Settings that it cannot do without. */
        public List<String> required() {
            return required;
        }

        /** Settings that it may have. */
        public List<String> optional() {
            return optional;
        }

        /** Whether it hands parameters on. */
        public boolean takesParameters() {
            return this == SSM || this == LAMBDA || this == WEBHOOK;
        }

        /** The one that the configuration calls so; empty when there is none. */
        public static Optional<Kind> find(String word) {
            return Arrays.stream(values())
                    .filter(kind -> kind.word().equals(word))
                    .findFirst();
        }
    }

    public Order {
        settings = Map.copyOf(settings);
    }

    /** A setting; the empty text where it is not there. */
    public String get(String name) {
        return settings.getOrDefault(name, "");
    }

    /** The parameters of what is called, by name. */
    public Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        settings.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(PARAMETER))
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> parameters.put(entry.getKey().substring(PARAMETER.length()), entry.getValue()));
        return parameters;
    }

    /** What it is done to when nobody says otherwise, as a text with words in braces. */
    public String usualTarget() {
        StringBuilder text = new StringBuilder(kind.word().replaceAll("_.*", ""));
        kind.target.forEach(name -> text.append('/').append(get(name)));
        parameters().values().forEach(value -> text.append('/').append(value));
        return text.toString();
    }

    /** With what the words in braces stand for. */
    public Order with(Map<String, String> words) {
        Map<String, String> filled = new LinkedHashMap<>();
        settings.forEach((name, text) -> filled.put(name, Words.fill(text, words)));
        return new Order(kind, filled);
    }

    /** The words in braces that nothing stands for. */
    public Set<String> missing(Map<String, String> words) {
        Set<String> missing = new LinkedHashSet<>();
        settings.values().forEach(text -> missing.addAll(Words.missing(text, words)));
        return missing;
    }

    /** In words for people, such as {@code kubernetes_restart of core/gateway}. */
    public String words() {
        String parameters = parameters().isEmpty() ? "" : " with " + parameters();
        return switch (kind) {
            case SSM -> "SSM document " + get("document") + parameters;
            case KUBERNETES_RESTART -> "restart of " + workload();
            case KUBERNETES_SCALE -> "scaling of " + workload() + " to " + get("replicas");
            case LAMBDA -> "Lambda function " + get("function") + parameters;
            case WEBHOOK -> "webhook" + parameters;
        };
    }

    private String workload() {
        String workload = get("workload").isEmpty() ? "deployment" : get("workload");
        return workload + " " + get("namespace") + "/" + get("name");
    }
}
