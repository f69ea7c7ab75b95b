package com.kaldrix.monitoring.alert.intake;

/** Texts of strangers as a database can hold them. */
public final class Storable {
    private static final char REPLACEMENT = '\uFFFD';

    private Storable() {}

    /** Whether it has neither U+0000 nor half surrogates, which have no place in a database. */
    public static boolean is(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (c == 0 || Character.isSurrogate(c)) {
                return false;
            }
        }
        return true;
    }

    /** The text with what has no place in a database replaced by U+FFFD. */
    public static String text(String text) {
        return is(text) ? text : replaced(text);
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
