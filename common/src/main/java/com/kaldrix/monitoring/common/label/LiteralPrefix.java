package com.kaldrix.monitoring.common.label;

/**
 * The characters that every text begins with which an anchored regular expression matches. Most expressions that people write
 * begin with some, most texts that they are tried on do not, and to see that costs a hundredth of running the expression.
 */
final class LiteralPrefix {
    private static final String META = "\\.+*?()|[]{}^$";
    private static final String QUANTIFIERS = "*?{";

    private LiteralPrefix() {}

    /** The prefix, which is empty where nothing can be said. */
    static String of(String expression) {
        // An alternative may begin with something else, and what a parenthesis closes may be optional as a whole.
        if (expression.indexOf('|') >= 0 || expression.indexOf(')') >= 0) {
            return "";
        }
        int end = 0;
        while (end < expression.length() && META.indexOf(expression.charAt(end)) < 0) {
            end++;
        }
        boolean lastIsOptional = end < expression.length() && QUANTIFIERS.indexOf(expression.charAt(end)) >= 0;
        return expression.substring(0, lastIsOptional && end > 0 ? expression.offsetByCodePoints(end, -1) : end);
    }
}
