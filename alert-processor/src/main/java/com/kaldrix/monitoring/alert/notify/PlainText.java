package com.kaldrix.monitoring.alert.notify;

/**
 * Makes text from outside fit for a message: valid Unicode, no control characters, and no characters that turn the
 * direction of the text around them (they make a reader see something else than what is there). Lengths count UTF-16
 * units, which is never less than the code points that a vendor may count.
 */
public final class PlainText {
    public static final String ELLIPSIS = "…";

    private PlainText() {}

    /** One line: breaks and runs of white space become one space. */
    public static String line(String text, int most) {
        return fit(text, most, false);
    }

    /** Several lines: line breaks stay (as {@code \n}), other control characters go. */
    public static String lines(String text, int most) {
        return fit(text, most, true);
    }

    /** Cuts between code points and puts an ellipsis where something was cut. */
    public static String clip(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Math.max(0, most - ELLIPSIS.length());
        if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end) + ELLIPSIS;
    }

    private static String fit(String text, int most, boolean breaks) {
        StringBuilder out = new StringBuilder(Math.min(text.length(), most + 2));
        boolean space = false;
        int i = 0;
        while (i < text.length() && out.length() <= most) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (breaks && (c == '\n' || c == 0x2028 || c == 0x2029)) {
                trimEnd(out);
                out.append('\n');
                space = false;
            } else if (isSpace(c)) {
                space = true;
            } else if (!isDropped(c)) {
                if (space && !out.isEmpty() && out.charAt(out.length() - 1) != '\n') {
                    out.append(' ');
                }
                space = false;
                out.appendCodePoint(c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c);
            }
        }
        trimEnd(out);
        return clip(out.toString(), most).strip();
    }

    private static void trimEnd(StringBuilder out) {
        while (!out.isEmpty() && out.charAt(out.length() - 1) == ' ') {
            out.setLength(out.length() - 1);
        }
    }

    private static boolean isSpace(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x85;
    }

    private static boolean isDropped(int c) {
        return Character.isISOControl(c)
                || (c >= 0x202A && c <= 0x202E)
                || (c >= 0x2066 && c <= 0x2069)
                || c == 0xFEFF
                || (c & 0xFFFE) == 0xFFFE;
    }
}
