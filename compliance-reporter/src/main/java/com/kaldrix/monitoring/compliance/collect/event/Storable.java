package com.kaldrix.monitoring.compliance.collect.event;

/** Texts of strangers as a database can hold them. */
public final class Storable {
    private static final char REPLACEMENT = '\uFFFD';

    private Storable() {}

    /** The text with U+0000 and half surrogates, which have no place in a database, replaced by U+FFFD. */
    public static String text(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isSurrogate(c)) {
                return replaced(text);
            }
        }
        return text;
    }

    private static String replaced(String text) {
        StringBuilder result = new StringBuilder(text.length());
        text.codePoints()
                .map(point -> point == 0 || (point <= Character.MAX_SURROGATE && point >= Character.MIN_SURROGATE)
                        ? REPLACEMENT
                        : point)
                .forEach(result::appendCodePoint);
        return result.toString();
    }
}
