package com.kaldrix.monitoring.common.label;

import com.google.re2j.Pattern;
import com.kaldrix.monitoring.common.label.Matcher.Operator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads matchers as every release of Alertmanager does ({@code pkg/labels}, {@code ParseMatchers}): names are classic label
 * names, values bare or in double quotes, either brace may be missing, a backslash that escapes nothing stands for itself.
 */
final class ClassicMatcherParser {
    private static final Pattern PARTS =
            Pattern.compile("\\s*([a-zA-Z_:][a-zA-Z0-9_:]*)\\s*(=~|!=|!~|=)\\s*((?s).*?)\\s*");

    private final String text;

    ClassicMatcherParser(String text) {
        this.text = text;
    }

    List<Matcher> parse() {
        return split().stream().map(ClassicMatcherParser::matcher).toList();
    }

    /** Splits at the commas that stand outside double quotes; one comma may end the list. */
    private List<String> split() {
        int from = text.startsWith("{") ? 1 : 0;
        int to = text.endsWith("}") && text.length() > from ? text.length() - 1 : text.length();
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        boolean escaped = false;
        int start = from;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c == ',' && !quoted) {
                parts.add(text.substring(start, i));
                start = i + 1;
                continue;
            }
            if (c == '"' && !escaped) {
                quoted = !quoted;
            }
            if (c != ',') {
                escaped = c == '\\' && !escaped;
            }
        }
        String last = text.substring(start, to).strip();
        if (!last.isEmpty()) {
            parts.add(last);
        }
        return parts;
    }

    private static Matcher matcher(String part) {
        com.google.re2j.Matcher found = PARTS.matcher(part);
        if (!found.matches()) {
            throw new IllegalArgumentException("'" + part + "' is no matcher such as severity=\"critical\"");
        }
        return Matcher.of(found.group(1), operator(found.group(2)), value(found.group(3)));
    }

    private static Operator operator(String symbol) {
        return Arrays.stream(Operator.values())
                .filter(operator -> operator.symbol().equals(symbol))
                .findFirst()
                .orElseThrow();
    }

    private static String value(String raw) {
        boolean quoted = raw.startsWith("\"");
        StringBuilder value = new StringBuilder(raw.length());
        int i = quoted ? 1 : 0;
        while (i < raw.length()) {
            char c = raw.charAt(i++);
            if (c == '"') {
                if (quoted && i == raw.length()) {
                    return value.toString();
                }
                throw new IllegalArgumentException("a double quote inside the value " + raw + " is not escaped");
            }
            if (c == '\\' && i < raw.length()) {
                value.append(unescaped(raw.charAt(i++)));
            } else {
                value.append(c);
            }
        }
        if (quoted) {
            throw new IllegalArgumentException("the double quote that opens the value " + raw + " is not closed");
        }
        return value.toString();
    }

    private static String unescaped(char c) {
        return switch (c) {
            case 'n' -> "\n";
            case '"' -> "\"";
            case '\\' -> "\\";
            default -> "\\" + c;
        };
    }
}
