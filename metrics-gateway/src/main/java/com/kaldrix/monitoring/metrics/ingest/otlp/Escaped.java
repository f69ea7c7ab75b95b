package com.kaldrix.monitoring.metrics.ingest.otlp;

import java.util.ArrayList;
import java.util.List;

/** Names in the characters that Prometheus' names had to do with before version 3. */
final class Escaped {
    private Escaped() {}

    /** The letters, digits and colons of a text, in groups. */
    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        int start = -1;
        for (int i = 0; i <= text.length(); i++) {
            boolean inside = i < text.length() && (plain(text.charAt(i)) || text.charAt(i) == ':');
            if (inside && start < 0) {
                start = i;
            } else if (!inside && start >= 0) {
                words.add(text.substring(start, i));
                start = -1;
            }
        }
        return words;
    }

    /** The same with an underscore between the groups. */
    static String tokens(String text) {
        return String.join("_", words(text));
    }

    /** A name of a metric: an underscore for what it may not hold, and before a digit. */
    static String metric(String name) {
        StringBuilder text = new StringBuilder(name.length() + 1);
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            text.append(plain(c) || c == ':' ? c : '_');
        }
        return leading(text, "_");
    }

    /** A name of a label; one that would begin with a digit or an underscore begins with {@code key}. */
    static String label(String name) {
        StringBuilder text = new StringBuilder(name.length() + 4);
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            text.append(plain(c) ? c : '_');
        }
        if (!text.isEmpty() && text.charAt(0) == '_') {
            return "key" + text;
        }
        return leading(text, "key_");
    }

    /** What begins with a digit begins with a prefix instead. */
    static String leading(CharSequence name, String prefix) {
        boolean digit = !name.isEmpty() && name.charAt(0) >= '0' && name.charAt(0) <= '9';
        return digit ? prefix + name : name.toString();
    }

    private static boolean plain(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }
}
