package com.kaldrix.monitoring.alert.configuration;

import java.util.List;
import java.util.Map;

/**
 * How JSON of any shape becomes an alert. A text that begins with {@code /} is a JSON Pointer (RFC 6901) to the value, any
 * other text stands for itself.
 *
 * @param name unique among the mappings; source of the alerts
 * @param when which documents it takes: JSON Pointers to the text that must stand there; never empty, all must hold
 * @param labels names of labels to pointers or texts; has at least {@code alertname}
 * @param annotations names of annotations to pointers or texts
 * @param status what tells that it is over
 * @param startsAt pointer or RFC 3339 time since when it fires; empty for the time of receipt
 * @param endsAt pointer or RFC 3339 time when it is over; empty when the document does not say
 * @param link pointer or address of the page that shows it; empty for none
 */
public record MappingDefinition(
        String name,
        Map<String, String> when,
        Map<String, String> labels,
        Map<String, String> annotations,
        Status status,
        String startsAt,
        String endsAt,
        String link) {

    /**
     * What tells that an alert is over.
     *
     * @param pointer JSON Pointer to the state; empty when documents only ever fire
     * @param resolved the texts that stand there when it is over; any other means that it fires
     */
    public record Status(String pointer, List<String> resolved) {
        /** Every document fires. */
        public static final Status FIRING = new Status("", List.of());

        public Status {
            resolved = List.copyOf(resolved);
        }
    }

    public MappingDefinition {
        when = Map.copyOf(when);
        labels = Map.copyOf(labels);
        annotations = Map.copyOf(annotations);
    }

    /** Whether a text is a JSON Pointer and does not stand for itself. */
    public static boolean isPointer(String text) {
        return text.startsWith("/");
    }
}
