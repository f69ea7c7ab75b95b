package com.kaldrix.monitoring.common.label;

import java.util.Comparator;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** How names and values are written and what may stand in them. */
final class LabelText {
    private static final Pattern CLASSIC_NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");

    /** The order of the UTF-8 bytes: the order of UTF-16 differs from it above U+FFFF. */
    static final Comparator<String> BY_CODE_POINT = LabelText::compare;

    /** Called for each step of each look at a label, so it makes no objects. */
    private static int compare(String one, String other) {
        int length = Math.min(one.length(), other.length());
        for (int i = 0; i < length; i++) {
            char c = one.charAt(i);
            char d = other.charAt(i);
            if (c != d) {
                return Integer.compare(place(c), place(d));
            }
        }
        return Integer.compare(one.length(), other.length());
    }

    /** Surrogates stand for what comes after all other characters. */
    private static int place(char c) {
        return Character.isSurrogate(c) ? c + 0x10000 : c;
    }

    private LabelText() {}

    static boolean isClassicName(String name) {
        return CLASSIC_NAME.matcher(name).matches();
    }

    static String name(String name) {
        return isClassicName(name) ? name : quoteLikeGo(name);
    }

    /** As OpenMetrics escapes, and Alertmanager in matchers. */
    static String quote(String value) {
        StringBuilder text = new StringBuilder(value.length() + 2).append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                default -> text.append(c);
            }
        }
        return text.append('"').toString();
    }

    /** As Go's {@code strconv.Quote} writes a text, and Prometheus the values of label sets. */
    static String quoteLikeGo(String value) {
        StringBuilder text = new StringBuilder(value.length() + 2).append('"');
        value.codePoints().forEach(c -> {
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                case '\b' -> text.append("\\b");
                case '\f' -> text.append("\\f");
                case 0x07 -> text.append("\\a");
                case 0x0b -> text.append("\\v");
                default -> appendPrintable(text, c);
            }
        });
        return text.append('"').toString();
    }

    private static void appendPrintable(StringBuilder text, int c) {
        if (isPrintable(c)) {
            text.appendCodePoint(c);
        } else if (c < ' ' || c == 0x7f) {
            text.append("\\x").append(HexFormat.of().toHexDigits((byte) c));
        } else if (c <= 0xffff) {
            text.append("\\u").append(HexFormat.of().toHexDigits((short) c));
        } else {
            text.append("\\U").append(HexFormat.of().toHexDigits(c));
        }
    }

    /** Letters, marks, numbers, punctuation, symbols and the ASCII space, as Go sees it. */
    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> c == ' ';
            default -> true;
        };
    }

    /** PostgreSQL holds no NUL in a text, and an unpaired surrogate has no UTF-8 form: both are refused at the door. */
    static void requireUnicode(String what, String text) {
        requireUnicode(what, "", text);
    }

    /** @param name of what it is, for the message alone */
    static void requireUnicode(String what, String name, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                throw new IllegalArgumentException(what + name + " holds a NUL character");
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw new IllegalArgumentException(what + name + " is no valid Unicode text");
            }
        }
    }
}
