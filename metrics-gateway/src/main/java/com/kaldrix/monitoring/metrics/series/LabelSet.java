package com.kaldrix.monitoring.metrics.series;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Labels of a series while they are being put together, changed by relabelling, or looked at. Names are unique and kept in
 * the order of their UTF-8 bytes, which is Prometheus' order. Setting a label to the empty text removes it, as in Prometheus.
 * Not safe for several threads.
 */
public final class LabelSet {
    /** The label that names the metric. */
    public static final String NAME = "__name__";

    private String[] names;
    private String[] values;
    private int size;

    public LabelSet() {
        names = new String[12];
        values = new String[12];
    }

    private LabelSet(LabelSet other) {
        names = other.names.clone();
        values = other.values.clone();
        size = other.size;
    }

    /** Labels from pairs of name and value. */
    public static LabelSet of(String... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException("labels come as pairs of name and value");
        }
        LabelSet labels = new LabelSet();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            labels.set(namesAndValues[i], namesAndValues[i + 1]);
        }
        return labels;
    }

    /** Labels from a map. */
    public static LabelSet of(Map<String, String> map) {
        LabelSet labels = new LabelSet();
        map.forEach(labels::set);
        return labels;
    }

    /** Sets, replaces or, with an empty value, removes a label. */
    public LabelSet set(String name, String value) {
        int at = find(name);
        if (value.isEmpty()) {
            if (at >= 0) {
                removeAt(at);
            }
        } else if (at >= 0) {
            values[at] = value;
        } else {
            insert(-at - 1, name, value);
        }
        return this;
    }

    /** Removes a label if it is there. */
    public LabelSet remove(String name) {
        return set(name, "");
    }

    /** Removes the labels whose names pass. */
    public LabelSet removeIf(Predicate<String> condition) {
        for (int i = size - 1; i >= 0; i--) {
            if (condition.test(names[i])) {
                removeAt(i);
            }
        }
        return this;
    }

    /** The value of a label; the empty text when it is not there. */
    public String get(String name) {
        int at = find(name);
        return at < 0 ? "" : values[at];
    }

    public boolean has(String name) {
        return find(name) >= 0;
    }

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /** The name at a place in the order of names, from 0. */
    public String name(int index) {
        return names[checked(index)];
    }

    /** The value at a place in the order of names, from 0. */
    public String value(int index) {
        return values[checked(index)];
    }

    /** Each label in the order of names; the set must not be changed meanwhile. */
    public void forEach(BiConsumer<String, String> action) {
        for (int i = 0; i < size; i++) {
            action.accept(names[i], values[i]);
        }
    }

    /** Another set with the same labels. */
    public LabelSet copy() {
        return new LabelSet(this);
    }

    /** Removes all labels. */
    public LabelSet clear() {
        Arrays.fill(names, 0, size, null);
        Arrays.fill(values, 0, size, null);
        size = 0;
        return this;
    }

    /** The same labels in the form in which they are kept, compared and sent. */
    public EncodedLabels encode() {
        return EncodedLabels.of(this);
    }

    private int checked(int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException("no label " + index + " among " + size);
        }
        return index;
    }

    private int find(String name) {
        int low = 0;
        int high = size - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = compare(names[middle], name);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -low - 1;
    }

    /** By code point, which is by UTF-8 bytes: as UTF-16 but for surrogates, which come last of all. */
    static int compare(String one, String other) {
        int shared = Math.min(one.length(), other.length());
        for (int i = 0; i < shared; i++) {
            char a = one.charAt(i);
            char b = other.charAt(i);
            if (a != b) {
                boolean aHigh = Character.isSurrogate(a);
                boolean bHigh = Character.isSurrogate(b);
                return aHigh == bHigh ? Character.compare(a, b) : aHigh ? 1 : -1;
            }
        }
        return Integer.compare(one.length(), other.length());
    }

    private void insert(int at, String name, String value) {
        if (size == names.length) {
            names = Arrays.copyOf(names, size * 2);
            values = Arrays.copyOf(values, size * 2);
        }
        System.arraycopy(names, at, names, at + 1, size - at);
        System.arraycopy(values, at, values, at + 1, size - at);
        names[at] = name;
        values[at] = value;
        size++;
    }

    private void removeAt(int at) {
        System.arraycopy(names, at + 1, names, at, size - at - 1);
        System.arraycopy(values, at + 1, values, at, size - at - 1);
        size--;
        names[size] = "";
        values[size] = "";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (!(other instanceof LabelSet set) || set.size != size) {
            return false;
        }
        return Arrays.equals(names, 0, size, set.names, 0, size) && Arrays.equals(values, 0, size, set.values, 0, size);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = 0; i < size; i++) {
            hash = 31 * (31 * hash + names[i].hashCode()) + values[i].hashCode();
        }
        return hash;
    }

    /** As Prometheus writes it: {@code up{job="node"}}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(get(NAME)).append('{');
        String comma = "";
        for (int i = 0; i < size; i++) {
            if (!names[i].equals(NAME)) {
                text.append(comma).append(names[i]).append("=\"");
                text.append(
                        values[i].replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"));
                text.append('"');
                comma = ",";
            }
        }
        return text.append('}').toString();
    }

    /** Whether a text has a UTF-8 form: no half of a surrogate pair stands alone. */
    static boolean isUnicode(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }
}
