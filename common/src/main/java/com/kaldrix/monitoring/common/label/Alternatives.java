package com.kaldrix.monitoring.common.label;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The only texts that an anchored regular expression matches, where it is but a list of them, such as {@code critical|page} or
 * {@code (page-1\.5)}. Most expressions in configurations of people are, and to look one up costs a hundredth of
 * running it.
 */
final class Alternatives {
    private static final String META = "\\.+*?()|[]{}^$";
    private static final int MOST = 1_000;

    private Alternatives() {}

    /** The texts; empty where the expression says more than a list can. */
    static Optional<Set<String>> of(String expression) {
        Set<String> texts = new LinkedHashSet<>();
        StringBuilder text = new StringBuilder();
        String inner = withoutGroup(expression);
        for (int i = 0; i < inner.length(); i++) {
            char c = inner.charAt(i);
            if (c == '|') {
                texts.add(text.toString());
                text.setLength(0);
            } else if (c == '\\' && i + 1 < inner.length() && META.indexOf(inner.charAt(i + 1)) >= 0) {
                text.append(inner.charAt(++i));
            } else if (META.indexOf(c) >= 0) {
                return Optional.empty();
            } else {
                text.append(c);
            }
        }
        texts.add(text.toString());
        return texts.size() <= MOST ? Optional.of(Set.copyOf(texts)) : Optional.empty();
    }

    /** What stands in the parentheses around all of it; one that closes before the end is found when it is read. */
    private static String withoutGroup(String expression) {
        if (!expression.endsWith(")") || expression.endsWith("\\)")) {
            return expression;
        }
        if (expression.startsWith("(?:")) {
            return expression.substring(3, expression.length() - 1);
        }
        return expression.startsWith("(") ? expression.substring(1, expression.length() - 1) : expression;
    }
}
