package com.kaldrix.monitoring.metrics.kpi.definition;

import com.kaldrix.monitoring.metrics.kpi.definition.Expression.Aggregation;
import com.kaldrix.monitoring.metrics.kpi.definition.Expression.Function;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads an {@link Expression}:
 *
 * <pre>{@code
 * sum     = product { ("+" | "-") product }
 * product = atom { ("*" | "/") atom }
 * atom    = number | "-" atom | "(" sum ")" | name | function "(" … ")"
 * }</pre>
 *
 * The functions {@code sum mean min max last count increase} have the name of an input as their only argument, {@code
 * quantile} a share from 0 to 1 and the name of an input; {@code clamp least greatest or abs} have expressions.
 */
final class ExpressionParser {
    private static final int DEEPEST = 32;

    private final String text;
    private int at;
    private int depth;

    private ExpressionParser(String text) {
        this.text = text;
    }

    /** @throws IllegalArgumentException saying what is wrong and at which character, from 1 */
    static Expression parse(String text) {
        ExpressionParser parser = new ExpressionParser(text);
        Expression expression = parser.sum();
        parser.space();
        if (parser.at < text.length()) {
            throw parser.wrong("'" + text.charAt(parser.at) + "' is not expected");
        }
        return expression;
    }

    private Expression sum() {
        if (++depth > DEEPEST) {
            throw wrong("the nesting is too deep");
        }
        Expression left = product();
        while (true) {
            char operator = peek();
            if (operator != '+' && operator != '-') {
                depth--;
                return left;
            }
            at++;
            left = new Expression.Binary(operator, left, product());
        }
    }

    private Expression product() {
        Expression left = atom();
        while (true) {
            char operator = peek();
            if (operator != '*' && operator != '/') {
                return left;
            }
            at++;
            left = new Expression.Binary(operator, left, atom());
        }
    }

    private Expression atom() {
        char c = peek();
        if (c == '(') {
            at++;
            Expression inner = sum();
            expect(')');
            return inner;
        }
        if (c == '-') {
            at++;
            if (++depth > DEEPEST) {
                throw wrong("the nesting is too deep");
            }
            Expression negative = new Expression.Binary('-', new Expression.Constant(0), atom());
            depth--;
            return negative;
        }
        if (c >= '0' && c <= '9' || c == '.') {
            return new Expression.Constant(number());
        }
        if (isLetter(c)) {
            return named(word());
        }
        throw wrong(c == 0 ? "a name or a number is missing at the end" : "'" + c + "' is not expected");
    }

    private Expression named(String word) {
        if (peek() != '(') {
            return new Expression.Reference(word);
        }
        int opened = at++;
        Optional<Aggregation> aggregation = find(Aggregation.values(), word);
        if (aggregation.isPresent()) {
            return aggregate(aggregation.get());
        }
        Optional<Function> function = find(Function.values(), word);
        if (function.isEmpty()) {
            at = opened;
            throw wrong("there is no function '" + word + "'");
        }
        List<Expression> arguments = new ArrayList<>();
        arguments.add(sum());
        while (peek() == ',') {
            at++;
            arguments.add(sum());
        }
        expect(')');
        if (arguments.size() != function.get().arity()) {
            throw wrong(word + " has " + function.get().arity() + " arguments, not " + arguments.size());
        }
        return new Expression.Call(function.get(), arguments);
    }

    private Expression aggregate(Aggregation how) {
        double share = 0;
        if (how == Aggregation.QUANTILE) {
            peek();
            share = number();
            if (share > 1) {
                throw wrong("a quantile is from 0 to 1");
            }
            expect(',');
        }
        if (!isLetter(peek())) {
            throw wrong("the name of an input is missing");
        }
        String input = word();
        expect(')');
        return new Expression.Aggregate(how, input, share);
    }

    private static <E extends Enum<E>> Optional<E> find(E[] values, String word) {
        for (E value : values) {
            if (value.name().toLowerCase(Locale.ROOT).equals(word)) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    private double number() {
        int from = at;
        while (at < text.length() && ("0123456789.".indexOf(text.charAt(at)) >= 0 || isExponent(from))) {
            at++;
        }
        try {
            double number = Double.parseDouble(text.substring(from, at));
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            at = from;
            throw wrong("a number is missing");
        }
        throw wrong("the number is too large");
    }

    private boolean isExponent(int from) {
        char c = text.charAt(at);
        char before = at > from ? text.charAt(at - 1) : ' ';
        return c == 'e' && at > from || (c == '-' || c == '+') && before == 'e';
    }

    private String word() {
        int from = at;
        while (at < text.length() && (isLetter(text.charAt(at)) || Character.isDigit(text.charAt(at)))) {
            at++;
        }
        return text.substring(from, at);
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c == '_';
    }

    private void space() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private char peek() {
        space();
        return at < text.length() ? text.charAt(at) : 0;
    }

    private void expect(char wanted) {
        if (peek() != wanted) {
            throw wrong("'" + wanted + "' is missing");
        }
        at++;
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(what + ", at character " + (at + 1) + " of '" + text + "'");
    }
}
