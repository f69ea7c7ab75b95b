package com.kaldrix.monitoring.compliance.report.text;

/**
 * Text that people can trust to be what they see: characters that turn other text around, hide, or are none become their names, such as
 * {@code [U+202E]}, and text that is far too long says how much of it is missing, and where all of it is.
 *
 * @see <a href="https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing">Unicode Technical Report 36, Bidirectional Text Spoofing</a>
 */
public final class Visible {
    /** More of one text is not shown on a page. */
    public static final int MOST = 400;

    private static final int JOINER = 0x200D;
    private static final int NON_JOINER = 0x200C;

    private Visible() {}

    /** The text, harmless and not too long. */
    public static String of(String text) {
        int characters = text.codePointCount(0, text.length());
        if (characters <= MOST) {
            return harmless(text);
        }
        String beginning = text.substring(0, text.offsetByCodePoints(0, MOST));
        return harmless(beginning) + "\u2026 (" + (characters - MOST) + " more characters are in report.json)";
    }

    /** The text, harmless. Line breaks and tabs become spaces. */
    public static String harmless(String text) {
        if (isHarmless(text)) {
            return text;
        }
        StringBuilder visible = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (c == '\n' || c == '\r' || c == '\t') {
                visible.append(' ');
            } else if (isHarmless(c)) {
                visible.appendCodePoint(c);
            } else {
                visible.append(name(c));
            }
        });
        return visible.toString();
    }

    /** What a character is called when it cannot be shown. */
    public static String name(int character) {
        return String.format("[U+%04X]", character);
    }

    private static boolean isHarmless(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~') {
                return text.codePoints().allMatch(Visible::isHarmless);
            }
        }
        return true;
    }

    private static boolean isHarmless(int c) {
        if (c == JOINER || c == NON_JOINER) {
            return true;
        }
        // Characters that are none. What is not assigned yet stays, or the next version of Unicode would make another
        // report.
        if ((c & 0xFFFE) == 0xFFFE || c >= 0xFDD0 && c <= 0xFDEF) {
            return false;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
