package com.kaldrix.monitoring.common.label;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How often a regular expression says that something repeats. RE2 runs in linear time, but it unrolls counted repetitions when
 * it compiles: {@code ((a{1000}){1000}){1000}} would need more memory than there is. Go refuses an expression whose nested counts
 * multiply to more than a thousand ({@code regexp/syntax}, {@code repeatIsValid}); RE2/J does not.
 */
final class RepeatLimit {
    private static final long MOST = 1000;
    private static final Pattern COUNT = Pattern.compile("\\{(\\d{1,9})(?:,(\\d{0,9}))?}");

    private final String expression;
    private final Deque<Long> groups = new ArrayDeque<>();
    private int position;
    private long last = 1;

    private RepeatLimit(String expression) {
        this.expression = expression;
        groups.push(1L);
    }

    /** Whether the counts of an expression, which need not be a valid one, stay within the limit. */
    static boolean holds(String expression) {
        return new RepeatLimit(expression).scan();
    }

    private boolean scan() {
        while (position < expression.length()) {
            char c = expression.charAt(position);
            switch (c) {
                case '\\' -> skipEscape();
                case '[' -> skipClass();
                case '(' -> {
                    groups.push(1L);
                    position++;
                }
                case ')' -> {
                    last = groups.size() > 1 ? groups.pop() : 1;
                    remember();
                    position++;
                }
                case '{' -> {
                    if (!count()) {
                        return false;
                    }
                }
                case '*', '+', '?' -> position++;
                default -> {
                    last = 1;
                    position++;
                }
            }
        }
        return true;
    }

    private boolean count() {
        Matcher found = COUNT.matcher(expression).region(position, expression.length());
        if (!found.lookingAt()) {
            last = 1;
            position++;
            return true;
        }
        long least = Long.parseLong(found.group(1));
        String most = found.group(2);
        long times = most == null || most.isEmpty() ? least : Math.max(least, Long.parseLong(most));
        last *= Math.max(1, times);
        remember();
        position = found.end();
        return last <= MOST;
    }

    private void remember() {
        groups.push(Math.max(groups.pop(), last));
    }

    private void skipEscape() {
        last = 1;
        if (expression.startsWith("\\Q", position)) {
            int end = expression.indexOf("\\E", position);
            position = end < 0 ? expression.length() : end + 2;
        } else {
            position += 2;
        }
    }

    /** A class is one character, whatever it holds; a bracket that comes first in it stands for itself. */
    private void skipClass() {
        last = 1;
        position++;
        if (position < expression.length() && expression.charAt(position) == '^') {
            position++;
        }
        if (position < expression.length() && expression.charAt(position) == ']') {
            position++;
        }
        while (position < expression.length() && expression.charAt(position) != ']') {
            if (expression.startsWith("[:", position) && expression.indexOf(":]", position) > 0) {
                position = expression.indexOf(":]", position) + 2;
            } else {
                position += expression.charAt(position) == '\\' ? 2 : 1;
            }
        }
        position++;
    }
}
