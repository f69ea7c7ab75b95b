package com.kaldrix.monitoring.common.label;

import com.kaldrix.monitoring.common.label.Matcher.Operator;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads matchers as Alertmanager's documentation describes them (alerting/configuration, "Matcher"): the classic form
 * with bare or quoted values, and quoted names of the UTF-8 form.
 */
final class MatcherParser {
    private final String text;
    private int position;

    MatcherParser(String text) {
        this.text = text;
    }

    List<Matcher> parse() {
        List<Matcher> matchers = new ArrayList<>();
        skipSpace();
        boolean braces = take('{');
        skipSpace();
        while (!atEnd() && !(braces && peek() == '}')) {
            matchers.add(matcher(braces));
            skipSpace();
            if (!take(',')) {
                break;
            }
            skipSpace();
        }
        if (braces && !take('}')) {
            throw error("expected '}'");
        }
        skipSpace();
        if (!atEnd()) {
            throw error("expected a comma or the end");
        }
        return matchers;
    }

    private Matcher matcher(boolean braces) {
        String name = peek() == '"' ? quoted() : bareName();
        skipSpace();
        Operator operator = operator();
        skipSpace();
        String value = !atEnd() && peek() == '"' ? quoted() : bareValue(braces);
        return Matcher.of(name, operator, value);
    }

    private String bareName() {
        int start = position;
        while (!atEnd() && isNamePart(peek(), position == start)) {
            position++;
        }
        if (start == position) {
            throw error("expected a label name");
        }
        return text.substring(start, position);
    }

    private static boolean isNamePart(char c, boolean first) {
        return c == '_' || c == ':' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || !first && c >= '0' && c <= '9';
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

    private String bareValue(boolean braces) {
        int start = position;
        while (!atEnd() && peek() != ',' && !(braces && peek() == '}')) {
            if (peek() == '"') {
                throw error("a double quote inside a value that is not quoted");
            }
            position++;
        }
        return text.substring(start, position).strip();
    }

    private String quoted() {
        StringBuilder value = new StringBuilder();
        position++;
        while (!atEnd()) {
            char c = text.charAt(position++);
            if (c == '"') {
                return value.toString();
            }
            value.append(c == '\\' && !atEnd() ? escaped(text.charAt(position++)) : String.valueOf(c));
        }
        throw error("a double quote is not closed");
    }

    private static String escaped(char c) {
        return switch (c) {
            case 'n' -> "\n";
            case '"' -> "\"";
            case '\\' -> "\\";
            default -> "\\" + c;
        };
    }

    private void skipSpace() {
        while (!atEnd() && Character.isWhitespace(peek())) {
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
