package com.kaldrix.monitoring.alert.template;

/**
 * A text or character in quotes, as the Go specification writes it.
 *
 * @param meaning what it stands for
 * @param end where the template goes on
 */
record Quoted(String meaning, int end) {
    private static final String SIMPLE = "abfnrtv\\'\"";
    private static final String SIMPLE_MEANING = "\u0007\b\f\n\r\t\u000b\\'\"";

    static Quoted read(Source source, int start) {
        String text = source.text();
        char quote = text.charAt(start);
        if (quote == '`') {
            int end = text.indexOf('`', start + 1);
            if (end < 0) {
                throw source.problem(start, "the raw text is not closed with \"`\"");
            }
            return new Quoted(text.substring(start + 1, end).replace("\r", ""), end + 1);
        }
        StringBuilder meaning = new StringBuilder();
        int at = start + 1;
        while (true) {
            if (at >= text.length() || text.charAt(at) == '\n') {
                throw source.problem(start, "the quoted text is not closed");
            }
            char c = text.charAt(at);
            if (c == quote) {
                break;
            }
            at = c == '\\' ? escape(source, at, meaning) : plain(text, at, meaning);
        }
        if (quote == '\'' && meaning.codePointCount(0, meaning.length()) != 1) {
            throw source.problem(start, "single quotes hold one character; a text stands in double quotes");
        }
        return new Quoted(meaning.toString(), at + 1);
    }

    private static int plain(String text, int at, StringBuilder meaning) {
        int c = text.codePointAt(at);
        meaning.appendCodePoint(c);
        return at + Character.charCount(c);
    }

    private static int escape(Source source, int at, StringBuilder meaning) {
        String text = source.text();
        char c = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
        int simple = SIMPLE.indexOf(c);
        if (simple >= 0) {
            meaning.append(SIMPLE_MEANING.charAt(simple));
            return at + 2;
        }
        int digits =
                switch (c) {
                    case 'x' -> 2;
                    case 'u' -> 4;
                    case 'U' -> 8;
                    default -> c >= '0' && c <= '7' ? 3 : 0;
                };
        int from = digits == 3 ? at + 1 : at + 2;
        try {
            int value = digits == 0 ? -1 : Integer.parseInt(text.substring(from, from + digits), digits == 3 ? 8 : 16);
            if (!Character.isValidCodePoint(value)) {
                throw source.problem(at, "\"\\" + c + "\" is no escape");
            }
            meaning.appendCodePoint(value);
            return from + digits;
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            throw source.problem(at, "\"\\" + c + "\" is no escape");
        }
    }
}
