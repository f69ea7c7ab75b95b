package com.kaldrix.monitoring.common.label;

import com.kaldrix.monitoring.common.label.Matcher.Operator;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads matchers as Alertmanager from 0.27 on does ({@code matcher/parse}): names and values are double-quoted texts with
 * the escapes of Go, or bare words of any characters but space and <code>{}!=~,\"'`</code>; braces come in pairs.
 */
final class Utf8MatcherParser {
    private static final String RESERVED = "{}!=~,\\\"'`";

    private final String text;
    private int position;

    Utf8MatcherParser(String text) {
        this.text = text;
    }

    List<Matcher> parse() {
        List<Matcher> matchers = new ArrayList<>();
        skipSpace();
        boolean braces = take('{');
        skipSpace();
        while (!atEnd() && peek() != '}') {
            matchers.add(matcher());
            skipSpace();
            if (!take(',')) {
                break;
            }
            skipSpace();
        }
        if (braces && !take('}')) {
            throw error("expected a comma or '}'");
        }
        skipSpace();
        if (!atEnd()) {
            throw error(peek() == '}' ? "a '}' without '{'" : "expected a comma or the end");
        }
        return matchers;
    }

    private Matcher matcher() {
        String name = word("a label name");
        skipSpace();
        Operator operator = operator();
        skipSpace();
        return Matcher.of(name, operator, word("a value"));
    }

    private String word(String what) {
        if (!atEnd() && peek() == '"') {
            return quoted();
        }
        int start = position;
        while (!atEnd() && !isReserved(text.codePointAt(position))) {
            position += Character.charCount(text.codePointAt(position));
        }
        if (start == position) {
            throw error("expected " + what);
        }
        return text.substring(start, position);
    }

    static boolean isReserved(int c) {
        return isSpace(c) || RESERVED.indexOf(c) >= 0;
    }

    private static boolean isSpace(int c) {
        return Character.isWhitespace(c) && (c < 0x1c || c > 0x1f) || Character.isSpaceChar(c) || c == 0x85;
    }

    private Operator operator() {
        for (Operator operator : List.of(Operator.MATCHES, Operator.NOT_MATCHES, Operator.NOT_EQUAL, Operator.EQUAL)) {
            if (text.startsWith(operator.symbol(), position)) {
                position += operator.symbol().length();
                return operator;
            }
        }
        throw error("expected one of = != =~ !~");
    }

    private String quoted() {
        StringBuilder value = new StringBuilder();
        position++;
        while (!atEnd()) {
            char c = text.charAt(position++);
            if (c == '"') {
                return value.toString();
            }
            if (c == '\n') {
                throw error("a line ends inside double quotes; write \\n");
            }
            if (c == '\\') {
                value.append(escaped());
            } else {
                value.append(c);
            }
        }
        throw error("a double quote is not closed");
    }

    private String escaped() {
        if (atEnd()) {
            throw error("a double quote is not closed");
        }
        char c = text.charAt(position++);
        return switch (c) {
            case 'n' -> "\n";
            case 't' -> "\t";
            case 'r' -> "\r";
            case 'a' -> "\u0007";
            case 'b' -> "\b";
            case 'f' -> "\f";
            case 'v' -> "\u000b";
            case '"', '\\' -> String.valueOf(c);
            case 'x' -> ascii(code(2, 16));
            case 'u' -> character(code(4, 16));
            case 'U' -> character(code(8, 16));
            case '0', '1', '2', '3' -> {
                position--;
                yield ascii(code(3, 8));
            }
            default -> throw error("'\\" + c + "' escapes nothing; write '\\\\" + c + "'");
        };
    }

    private long code(int digits, int radix) {
        int end = position + digits;
        if (end > text.length()) {
            throw error("an escape with too few digits");
        }
        long code = 0;
        for (; position < end; position++) {
            int digit = Character.digit(peek(), radix);
            if (digit < 0) {
                throw error("an escape with too few digits");
            }
            code = code * radix + digit;
        }
        return code;
    }

    /** Bytes above 0x7f by number are parts of UTF-8 sequences: nobody writes them, so they are refused. */
    private String ascii(long code) {
        if (code > 0x7f) {
            throw error("a byte above 0x7f by its number; write the character itself");
        }
        return character(code);
    }

    private String character(long code) {
        if (code > Character.MAX_CODE_POINT || code >= 0xd800 && code <= 0xdfff) {
            throw error("an escape that names no character");
        }
        return Character.toString((int) code);
    }

    private void skipSpace() {
        while (!atEnd() && isSpace(peek())) {
            position++;
        }
    }

    private boolean take(char wanted) {
        if (!atEnd() && peek() == wanted) {
            position++;
            return true;
        }
        return false;
    }

    private char peek() {
        return text.charAt(position);
    }

    private boolean atEnd() {
        return position >= text.length();
    }

    private IllegalArgumentException error(String reason) {
        return new IllegalArgumentException("bad matcher '" + text + "' at position " + position + ": " + reason);
    }
}
