package com.kaldrix.monitoring.common.label;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An immutable set of labels in order of names by code point, which is the order of their UTF-8 bytes, as the fingerprint
 * needs it. A label with an empty value is the same as no label and is dropped, as Prometheus does.
 */
public final class Labels {
    /** The label that names an alert. */
    public static final String ALERTNAME = "alertname";

    private static final Labels EMPTY = new Labels(Collections.emptyNavigableMap());

    private final NavigableMap<String, String> values;

    /** Computed when it is first asked for: most labels that are made on the way are only looked at. Twice is no harm. */
    private @Nullable Fingerprint fingerprint;

    private Labels(NavigableMap<String, String> values) {
        this.values = values;
    }

    /** @param known names and values that were checked before and have none that are empty; nobody else's */
    private static Labels made(TreeMap<String, String> known) {
        return known.isEmpty() ? EMPTY : new Labels(Collections.unmodifiableNavigableMap(known));
    }

    /** No labels at all. */
    public static Labels empty() {
        return EMPTY;
    }

    /** Labels from pairs of name and value: {@code Labels.of("alertname", "DiskFull", "region", "eu-west-1")}. */
    public static Labels of(String... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException("labels come as pairs of name and value");
        }
        TreeMap<String, String> map = new TreeMap<>(LabelText.BY_CODE_POINT);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return of(map);
    }

    /** @throws IllegalArgumentException if a name is empty, or a name or value is no valid Unicode text */
    @JsonCreator
    public static Labels of(Map<String, String> map) {
        TreeMap<String, String> sorted = new TreeMap<>(LabelText.BY_CODE_POINT);
        map.forEach((name, value) -> {
            if (name.isEmpty()) {
                throw new IllegalArgumentException("a label name is empty");
            }
            LabelText.requireUnicode("label name", name);
            LabelText.requireUnicode("value of label " + name, value);
            if (!value.isEmpty()) {
                sorted.put(name, value);
            }
        });
        return made(sorted);
    }

    private TreeMap<String, String> copy() {
        TreeMap<String, String> copy = new TreeMap<>(LabelText.BY_CODE_POINT);
        copy.putAll(values);
        return copy;
    }

    /** The value of a label, or the empty text when the label is not there. */
    public String get(String name) {
        return values.getOrDefault(name, "");
    }

    /** The value of a label; empty when the label is not there. */
    public Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** These labels and those of {@code defaults} whose names are not among these. */
    public Labels orElse(Labels defaults) {
        if (defaults.values.isEmpty()) {
            return this;
        }
        TreeMap<String, String> merged = copy();
        defaults.values.forEach(merged::putIfAbsent);
        return made(merged);
    }

    /** These labels with one set, replaced or (when {@code value} is empty) removed. */
    public Labels with(String name, String value) {
        if (value.equals(values.get(name))) {
            return this;
        }
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a label name is empty");
        }
        LabelText.requireUnicode("label name", name);
        LabelText.requireUnicode("value of label " + name, value);
        TreeMap<String, String> copy = copy();
        if (value.isEmpty()) {
            copy.remove(name);
        } else {
            copy.put(name, value);
        }
        return made(copy);
    }

    /** Only the labels whose names are in {@code names}. */
    public Labels only(Collection<String> names) {
        return keep(names::contains);
    }

    /** Only the labels whose names pass. */
    public Labels keep(Predicate<String> names) {
        TreeMap<String, String> kept = copy();
        kept.keySet().removeIf(names.negate());
        return made(kept);
    }

    /** The labels that are the same, by name and value, in both. */
    public Labels common(Labels other) {
        TreeMap<String, String> kept = copy();
        kept.entrySet().removeIf(label -> !label.getValue().equals(other.values.get(label.getKey())));
        return made(kept);
    }

    /** Names to values, in order of names; cannot be changed. */
    @JsonValue
    public NavigableMap<String, String> asMap() {
        return values;
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    public int size() {
        return values.size();
    }

    public Fingerprint fingerprint() {
        Fingerprint known = fingerprint;
        if (known == null) {
            known = Fingerprint.of(values.entrySet());
            fingerprint = known;
        }
        return known;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Labels labels && values.equals(labels.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** As Prometheus writes it: {@code {alertname="DiskFull", region="eu-west-1"}}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("{");
        values.forEach((name, value) -> {
            if (text.length() > 1) {
                text.append(", ");
            }
            text.append(LabelText.name(name)).append('=').append(LabelText.quoteLikeGo(value));
        });
        return text.append('}').toString();
    }
}
