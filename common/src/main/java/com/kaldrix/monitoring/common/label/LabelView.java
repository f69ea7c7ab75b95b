package com.kaldrix.monitoring.common.label;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Labels as a map from names to values, without a copy. */
final class LabelView extends AbstractMap<String, String> {
    private final Labels labels;
    private final String[] names;
    private final String[] values;

    LabelView(Labels labels, String[] names, String[] values) {
        this.labels = labels;
        this.names = names;
        this.values = values;
    }

    @Override
    public @Nullable String get(@Nullable Object name) {
        return name instanceof String text ? labels.find(text).orElse(null) : null;
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return get(name) != null;
    }

    @Override
    public int size() {
        return names.length;
    }

    @Override
    public Set<Map.Entry<String, String>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Map.Entry<String, String>> iterator() {
                return new Entries();
            }

            @Override
            public int size() {
                return names.length;
            }
        };
    }

    private final class Entries implements Iterator<Map.Entry<String, String>> {
        private int next;

        @Override
        public boolean hasNext() {
            return next < names.length;
        }

        @Override
        public Map.Entry<String, String> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Map.Entry<String, String> entry = Map.entry(names[next], values[next]);
            next++;
            return entry;
        }
    }
}
