package com.kaldrix.monitoring.alert.template;

import com.kaldrix.monitoring.alert.template.Function.Refused;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** {@code printf}, by the rules of Go's fmt. */
final class Format {
    private static final int WIDEST = 1000;

    private final String pattern;
    private final List<Object> arguments;
    private final StringBuilder out = new StringBuilder();
    private int at;
    private int next;

    private Format(String pattern, List<Object> arguments) {
        this.pattern = pattern;
        this.arguments = arguments;
    }

    static String of(String pattern, List<Object> arguments) {
        Format format = new Format(pattern, arguments);
        format.run();
        return format.out.toString();
    }

    /**
     * How a value is to be written.
     *
     * @param precision -1 for none
     */
    private record Look(
            boolean left, boolean plus, boolean sharp, boolean space, boolean zero, int width, int precision) {}

    private void run() {
        while (at < pattern.length()) {
            int percent = pattern.indexOf('%', at);
            if (percent < 0) {
                out.append(pattern, at, pattern.length());
                break;
            }
            out.append(pattern, at, percent);
            at = percent + 1;
            verb();
        }
        if (next < arguments.size()) {
            out.append("%!(EXTRA ");
            for (int i = next; i < arguments.size(); i++) {
                Object value = arguments.get(i);
                out.append(i > next ? ", " : "")
                        .append(Type.of(value).shown())
                        .append('=')
                        .append(Values.print(value));
            }
            out.append(')');
        }
    }

    private void verb() {
        int from = at;
        while (at < pattern.length() && "+-# 0".indexOf(pattern.charAt(at)) >= 0) {
            at++;
        }
        String flags = pattern.substring(from, at);
        int width = number(0);
        int precision = -1;
        if (at < pattern.length() && pattern.charAt(at) == '.') {
            at++;
            precision = number(0);
        }
        if (at >= pattern.length()) {
            out.append("%!(NOVERB)");
            return;
        }
        int verb = pattern.codePointAt(at);
        at += Character.charCount(verb);
        if (verb == '%') {
            out.append('%');
            return;
        }
        if (next >= arguments.size()) {
            out.append("%!").appendCodePoint(verb).append("(MISSING)");
            return;
        }
        boolean left = flags.contains("-");
        Look look = new Look(
                left,
                flags.contains("+"),
                flags.contains("#"),
                flags.contains(" "),
                flags.contains("0") && !left,
                width,
                precision);
        write(verb, arguments.get(next++), look);
    }

    private int number(int otherwise) {
        int from = at;
        while (at < pattern.length() && Character.isDigit(pattern.charAt(at)) && at - from < 6) {
            at++;
        }
        int number = at == from ? otherwise : Integer.parseInt(pattern.substring(from, at));
        if (number > WIDEST) {
            throw new Refused("printf writes at most " + WIDEST + " characters for one value");
        }
        return number;
    }

    private void write(int verb, Object value, Look look) {
        switch (verb) {
            case 'v' -> {
                boolean number = value instanceof Long || value instanceof Double;
                pad(number ? signed(Values.print(value), look) : cut(Values.print(value), look), look, number);
            }
            case 'T' -> pad(Type.of(value).shown(), look, false);
            case 's' -> {
                if (value instanceof Long || value instanceof Double || value instanceof Boolean) {
                    wrong(verb, value);
                } else {
                    pad(cut(Values.print(value), look), look, false);
                }
            }
            case 'q' -> {
                if (value instanceof Double || value instanceof Boolean) {
                    wrong(verb, value);
                } else if (value instanceof Long c) {
                    pad("'" + Character.toString(c.intValue()) + "'", look, false);
                } else {
                    pad(quoted(cut(Values.print(value), look)), look, false);
                }
            }
            case 't' -> {
                if (value instanceof Boolean) {
                    pad(value.toString(), look, false);
                } else {
                    wrong(verb, value);
                }
            }
            case 'x', 'X' -> hex(verb, value, look);
            default -> number(verb, value, look);
        }
    }

    private void hex(int verb, Object value, Look look) {
        String digits;
        if (value instanceof Long number) {
            digits = (number < 0 ? "-" : "") + (look.sharp() ? "0x" : "") + Long.toString(Math.abs(number), 16);
        } else if (value instanceof String || value instanceof Values.Html) {
            StringBuilder bytes = new StringBuilder();
            for (byte b : Values.print(value).getBytes(StandardCharsets.UTF_8)) {
                bytes.append("%02x".formatted(b & 0xff));
            }
            digits = bytes.toString();
        } else {
            wrong(verb, value);
            return;
        }
        pad(verb == 'X' ? digits.toUpperCase(Locale.ROOT) : digits, look, value instanceof Long);
    }

    private void number(int verb, Object value, Look look) {
        if (value instanceof Long number) {
            switch (verb) {
                case 'd' -> pad(signed(number.toString(), look), look, true);
                case 'b' -> pad(signed(Long.toString(number, 2), look), look, true);
                case 'o' -> pad(signed(Long.toString(number, 8), look), look, true);
                case 'c' -> pad(Character.toString(number.intValue()), look, false);
                case 'U' -> pad("U+%04X".formatted(number), look, false);
                default -> wrong(verb, value);
            }
        } else if (value instanceof Double number) {
            int digits = look.precision() < 0 ? 6 : look.precision();
            switch (verb) {
                case 'f', 'F' -> pad(signed(Numbers.fixed(number, digits), look), look, true);
                case 'e' -> pad(signed(Numbers.exponential(number, digits), look), look, true);
                case 'g' -> pad(signed(Numbers.general(number), look), look, true);
                default -> wrong(verb, value);
            }
        } else if (value instanceof Duration duration && verb == 'd') {
            pad(signed(Long.toString(duration.toNanos()), look), look, true);
        } else {
            wrong(verb, value);
        }
    }

    private static String signed(String number, Look look) {
        boolean bare = !number.startsWith("-") && !number.startsWith("+");
        return bare && look.plus() ? "+" + number : bare && look.space() ? " " + number : number;
    }

    private static String cut(String text, Look look) {
        return look.precision() < 0 || text.codePointCount(0, text.length()) <= look.precision()
                ? text
                : text.substring(0, text.offsetByCodePoints(0, look.precision()));
    }

    private void wrong(int verb, Object value) {
        out.append("%!").appendCodePoint(verb).append('(');
        out.append(value == Values.Nil.NIL ? "<nil>" : Type.of(value).shown() + "=" + Values.print(value));
        out.append(')');
    }

    private void pad(String text, Look look, boolean number) {
        int missing = look.width() - text.codePointCount(0, text.length());
        if (missing <= 0) {
            out.append(text);
        } else if (look.left()) {
            out.append(text).repeat(' ', missing);
        } else if (look.zero()) {
            boolean sign = number && (text.startsWith("-") || text.startsWith("+"));
            out.append(sign ? text.substring(0, 1) : "").repeat('0', missing).append(sign ? text.substring(1) : text);
        } else {
            out.repeat(' ', missing).append(text);
        }
    }

    /** {@code strconv.Quote}. */
    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                case '\r' -> out.append("\\r");
                case 7 -> out.append("\\a");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case 11 -> out.append("\\v");
                default -> {
                    if (c < ' ' || c == 0x7f) {
                        out.append("\\x%02x".formatted(c));
                    } else if (Character.isISOControl(c)
                            || !Character.isDefined(c)
                            || Character.getType(c) == Character.FORMAT
                            || (Character.isSpaceChar(c) && c != ' ')) {
                        out.append(c > 0xffff ? "\\U%08x".formatted(c) : "\\u%04x".formatted(c));
                    } else {
                        out.appendCodePoint(c);
                    }
                }
            }
        });
        return out.append('"').toString();
    }
}
