package com.kaldrix.monitoring.common.label;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An immutable set of labels in order of names by code point, which is the order of their UTF-8 bytes, as the fingerprint
 * needs it. A label with an empty value is the same as no label and is dropped, as Prometheus does.
 *
 * <p>Two arrays, because there are many of these: each alert and each series has some, and every rule looks into them.
 */
public final class Labels {
    /** The label that names an alert. */
    public static final String ALERTNAME = "alertname";

    private static final Labels EMPTY = new Labels(new String[0], new String[0]);

    /** Up to so many are compared one after the other. */
    private static final int FEW = 12;

    private final String[] names;
    private final String[] values;
    /** Made when it is asked for; whoever makes it makes the same. */
    private @Nullable Fingerprint fingerprint;

    private Labels(String[] names, String[] values) {
        this.names = names;
        this.values = values;
    }

    private static Labels of(String[] names, String[] values, int size) {
        if (size == 0) {
            return EMPTY;
        }
        return size == names.length
                ? new Labels(names, values)
                : new Labels(Arrays.copyOf(names, size), Arrays.copyOf(values, size));
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
        Map<String, String> map = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return of(map);
    }

    /** @throws IllegalArgumentException if a name is empty, or a name or value is no valid Unicode text */
    @JsonCreator
    public static Labels of(Map<String, String> map) {
        String[] names = new String[map.size()];
        int size = 0;
        for (Map.Entry<String, String> label : map.entrySet()) {
            require(label.getKey(), label.getValue());
            if (!label.getValue().isEmpty()) {
                names[size++] = label.getKey();
            }
        }
        Arrays.sort(names, 0, size, LabelText.BY_CODE_POINT);
        String[] values = new String[names.length];
        for (int i = 0; i < size; i++) {
            values[i] = map.get(names[i]);
        }
        return of(names, values, size);
    }

    private static void require(String name, String value) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a label name is empty");
        }
        LabelText.requireUnicode("label name", name);
        LabelText.requireUnicode("value of label ", name, value);
    }

    /** Where a name is; negative, minus one minus where it would be, when it is not there. */
    private int place(String name) {
        if (names.length <= FEW) {
            for (int i = 0; i < names.length; i++) {
                if (names[i].equals(name)) {
                    return i;
                }
            }
        }
        return Arrays.binarySearch(names, name, LabelText.BY_CODE_POINT);
    }

    /** The value of a label, or the empty text when the label is not there. */
    public String get(String name) {
        int at = place(name);
        return at < 0 ? "" : values[at];
    }

    /** The value of a label; empty when the label is not there. */
    public Optional<String> find(String name) {
        String value = get(name);
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    /** These labels and those of {@code defaults} whose names are not among these. */
    public Labels orElse(Labels defaults) {
        if (defaults.isEmpty()) {
            return this;
        }
        String[] merged = new String[names.length + defaults.names.length];
        String[] with = new String[merged.length];
        int size = 0;
        int own = 0;
        int other = 0;
        while (own < names.length || other < defaults.names.length) {
            int order = own == names.length
                    ? 1
                    : other == defaults.names.length
                            ? -1
                            : LabelText.BY_CODE_POINT.compare(names[own], defaults.names[other]);
            if (order <= 0) {
                merged[size] = names[own];
                with[size] = values[own];
                own++;
                other += order == 0 ? 1 : 0;
            } else {
                merged[size] = defaults.names[other];
                with[size] = defaults.values[other];
                other++;
            }
            size++;
        }
        return of(merged, with, size);
    }

    /** These labels with one set, replaced or (when {@code value} is empty) removed. */
    public Labels with(String name, String value) {
        require(name, value);
        if (value.isEmpty()) {
            return keep(one -> !one.equals(name));
        }
        int at = place(name);
        if (at >= 0 && values[at].equals(value)) {
            return this;
        }
        if (at >= 0) {
            String[] replaced = values.clone();
            replaced[at] = value;
            return new Labels(names, replaced);
        }
        int place = -at - 1;
        return new Labels(inserted(names, place, name), inserted(values, place, value));
    }

    private static String[] inserted(String[] all, int place, String one) {
        String[] more = new String[all.length + 1];
        System.arraycopy(all, 0, more, 0, place);
        more[place] = one;
        System.arraycopy(all, place, more, place + 1, all.length - place);
        return more;
    }

    /** Only the labels whose names are in {@code names}. */
    public Labels only(Collection<String> wanted) {
        return keep(wanted::contains);
    }

    /** Only the labels whose names pass. */
    public Labels keep(Predicate<String> wanted) {
        return filter((name, value) -> wanted.test(name));
    }

    /** The labels that are the same, by name and value, in both. */
    public Labels common(Labels other) {
        return filter((name, value) -> other.get(name).equals(value));
    }

    private Labels filter(BiPredicate<String, String> wanted) {
        String[] kept = new String[names.length];
        String[] with = new String[names.length];
        int size = 0;
        for (int i = 0; i < names.length; i++) {
            if (wanted.test(names[i], values[i])) {
                kept[size] = names[i];
                with[size++] = values[i];
            }
        }
        return size == names.length ? this : of(kept, with, size);
    }

    /** Names to values, in order of names; cannot be changed. Made anew each time. */
    public NavigableMap<String, String> asMap() {
        NavigableMap<String, String> map = new TreeMap<>(LabelText.BY_CODE_POINT);
        for (int i = 0; i < names.length; i++) {
            map.put(names[i], values[i]);
        }
        return Collections.unmodifiableNavigableMap(map);
    }

    /** As {@link #asMap}, without a copy: for who goes through all of them, in order. */
    @JsonValue
    public Map<String, String> view() {
        return new LabelView(this, names, values);
    }

    public boolean isEmpty() {
        return names.length == 0;
    }

    public int size() {
        return names.length;
    }

    public Fingerprint fingerprint() {
        Fingerprint known = fingerprint;
        if (known == null) {
            known = Fingerprint.of(names, values);
            fingerprint = known;
        }
        return known;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Labels labels
                && Arrays.equals(names, labels.names)
                && Arrays.equals(values, labels.values);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(names) + Arrays.hashCode(values);
    }

    /** As Prometheus writes it: {@code {alertname="DiskFull", region="eu-west-1"}}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < names.length; i++) {
            text.append(i == 0 ? "" : ", ")
                    .append(LabelText.name(names[i]))
                    .append('=')
                    .append(LabelText.quoteLikeGo(values[i]));
        }
        return text.append('}').toString();
    }
}
