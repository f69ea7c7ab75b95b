package com.kaldrix.monitoring.alert.intake.mapping;

import com.kaldrix.monitoring.common.label.Labels;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;

/**
 * How to read one shape of JSON that nothing else knows. A value that begins with {@code /} is a JSON Pointer (RFC 6901) into
 * the message, any other is itself.
 *
 * @param name of the mapping; the alert's name where {@code labels} gives none
 * @param when which messages are of this shape: JSON Pointers and the text that stands there; never empty
 * @param labels identity of the alert; a pointer to nothing leaves its label out, except for {@code alertname}
 * @param annotations words for people; a pointer to nothing leaves its annotation out
 * @param statusPointer where the message says whether it is over; null if it does not
 * @param resolvedValues what stands there when it is over; anything else, and nothing, means that it fires
 * @param startsAtPointer since when; null if the message does not say
 * @param endsAtPointer until when; null if the message does not say
 * @param linkPointer page that shows more; null for none
 */
public record JsonMapping(
        String name,
        Map<String, String> when,
        Map<String, String> labels,
        Map<String, String> annotations,
        @Nullable String statusPointer,
        List<String> resolvedValues,
        @Nullable String startsAtPointer,
        @Nullable String endsAtPointer,
        @Nullable String linkPointer) {

    /** @throws IllegalArgumentException with the name of the part that is wrong */
    public JsonMapping {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a mapping needs a name");
        }
        when = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(when));
        labels = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(labels));
        annotations = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(annotations));
        resolvedValues = List.copyOf(resolvedValues);
        if (when.isEmpty()) {
            throw new IllegalArgumentException("mapping " + name + ": when is empty, so it would read every message");
        }
        for (String key : when.keySet()) {
            pointer(name, "when", key);
        }
        labels.forEach((label, value) -> check(name, "labels", label, value));
        annotations.forEach((annotation, value) -> check(name, "annotations", annotation, value));
        pointer(name, "status", statusPointer);
        pointer(name, "startsAt", startsAtPointer);
        pointer(name, "endsAt", endsAtPointer);
        pointer(name, "link", linkPointer);
        if (statusPointer != null && resolvedValues.isEmpty()) {
            throw new IllegalArgumentException("mapping " + name + ": a status without values that mean resolved");
        }
    }

    /** The labels, with the mapping's name as {@code alertname} where they have none. */
    Map<String, String> namedLabels() {
        Map<String, String> named = new LinkedHashMap<>(labels);
        named.putIfAbsent(Labels.ALERTNAME, name);
        return named;
    }

    static boolean isPointer(String value) {
        return value.startsWith("/");
    }

    private static void check(String name, String part, String key, String value) {
        if (key.isBlank()) {
            throw new IllegalArgumentException("mapping " + name + ": " + part + " has an empty name");
        }
        if (isPointer(value)) {
            pointer(name, part + "." + key, value);
        }
    }

    private static void pointer(String name, String part, @Nullable String value) {
        if (value == null) {
            return;
        }
        if (!isPointer(value)) {
            throw new IllegalArgumentException(
                    "mapping " + name + ": " + part + ": '" + value + "' is no JSON Pointer such as /detail/status");
        }
        JsonPointer.compile(value);
    }
}
