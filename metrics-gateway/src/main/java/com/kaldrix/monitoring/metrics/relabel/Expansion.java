package com.kaldrix.monitoring.metrics.relabel;

import com.google.re2j.Matcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A text with references to groups of an expression, read once, as Go's {@code regexp.Expand} reads it: {@code $1},
 * <code>${1}</code>, {@code $name}, <code>${name}</code> and {@code $$}; a name without braces is as long as it can be; a
 * group that there is not is the empty text; a dollar that begins no reference stands for itself.
 */
final class Expansion {
    private sealed interface Part {}

    private record Text(String text) implements Part {}

    private record Group(int number) implements Part {}

    private record NamedGroup(String name) implements Part {}

    private final List<Part> parts = new ArrayList<>();

    Expansion(String template, Map<String, Integer> groupNames) {
        StringBuilder text = new StringBuilder();
        int at = 0;
        while (at < template.length()) {
            char c = template.charAt(at);
            if (c != '$') {
                text.append(c);
                at++;
                continue;
            }
            if (at + 1 < template.length() && template.charAt(at + 1) == '$') {
                text.append('$');
                at += 2;
                continue;
            }
            boolean braces = at + 1 < template.length() && template.charAt(at + 1) == '{';
            int from = at + (braces ? 2 : 1);
            int end = from;
            while (end < template.length() && isWord(template.charAt(end))) {
                end++;
            }
            boolean closed = !braces || end < template.length() && template.charAt(end) == '}';
            if (end == from || !closed) {
                text.append('$');
                at++;
                continue;
            }
            flush(text);
            parts.add(reference(template.substring(from, end), groupNames));
            at = end + (braces ? 1 : 0);
        }
        flush(text);
    }

    private static Part reference(String name, Map<String, Integer> groupNames) {
        if (name.chars().allMatch(c -> c >= '0' && c <= '9')) {
            boolean plain = name.length() < 9 && (name.length() == 1 || name.charAt(0) != '0');
            return plain ? new Group(Integer.parseInt(name)) : new Text("");
        }
        return groupNames.containsKey(name) ? new NamedGroup(name) : new Text("");
    }

    private void flush(StringBuilder text) {
        if (!text.isEmpty()) {
            parts.add(new Text(text.toString()));
            text.setLength(0);
        }
    }

    private static boolean isWord(char c) {
        return c == '_' || Character.isLetterOrDigit(c);
    }

    /** The text with the groups of a match put in; the matcher has matched. */
    String expand(Matcher match) {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            switch (part) {
                case Text plain -> text.append(plain.text());
                case Group group -> {
                    if (group.number() <= match.groupCount()) {
                        append(text, match.group(group.number()));
                    }
                }
                case NamedGroup group -> append(text, match.group(group.name()));
            }
        }
        return text.toString();
    }

    private static void append(StringBuilder text, @Nullable String value) {
        if (value != null) {
            text.append(value);
        }
    }
}
