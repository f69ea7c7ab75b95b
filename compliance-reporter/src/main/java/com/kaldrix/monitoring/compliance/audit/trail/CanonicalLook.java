package com.kaldrix.monitoring.compliance.audit.trail;

/**
 * Sees of most JSON that is in canonical form already that it is, in one look. What it is not sure of (escapes, fractions, characters beyond the first
 * plane) it says no to, and that is then for {@link CanonicalJson} to find out. For one text.
 */
final class CanonicalLook {
    /** Deeper ones are left to the other way. */
    private static final int DEEPEST = 32;

    /** Whole numbers of so many digits are exact, and are written without an exponent. */
    private static final int MOST_DIGITS = 15;

    private final String json;
    private int at;

    private CanonicalLook(String json) {
        this.json = json;
    }

    /** Whether the text is an object or a list in canonical form for certain. */
    static boolean isSure(String json) {
        if (json.isEmpty() || json.charAt(0) != '{' && json.charAt(0) != '[') {
            return false;
        }
        CanonicalLook look = new CanonicalLook(json);
        return look.value(0) && look.at == json.length();
    }

    private boolean value(int depth) {
        if (at == json.length() || depth > DEEPEST) {
            return false;
        }
        char c = json.charAt(at);
        return switch (c) {
            case '{' -> object(depth);
            case '[' -> list(depth);
            case '"' -> text();
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> number();
        };
    }

    private boolean object(int depth) {
        at++;
        if (skips('}')) {
            return true;
        }
        int before = -1;
        int beforeEnd = -1;
        do {
            int name = at;
            if (!skipsName()) {
                return false;
            }
            int end = at;
            if (before >= 0 && !isAscending(before, beforeEnd, name, end)) {
                return false;
            }
            if (!skips(':') || !value(depth + 1)) {
                return false;
            }
            before = name;
            beforeEnd = end;
        } while (skips(','));
        return skips('}');
    }

    private boolean skipsName() {
        return at < json.length() && json.charAt(at) == '"' && text();
    }

    /** Whether the one name comes before the other; both with their quotes, the first of which they have in common. */
    private boolean isAscending(int one, int oneEnd, int other, int otherEnd) {
        int most = Math.min(oneEnd - one, otherEnd - other) - 1;
        for (int i = 1; i < most; i++) {
            int difference = json.charAt(one + i) - json.charAt(other + i);
            if (difference != 0) {
                return difference < 0;
            }
        }
        return oneEnd - one < otherEnd - other;
    }

    private boolean list(int depth) {
        at++;
        if (skips(']')) {
            return true;
        }
        do {
            if (!value(depth + 1)) {
                return false;
            }
        } while (skips(','));
        return skips(']');
    }

    private boolean text() {
        for (at++; at < json.length(); at++) {
            char c = json.charAt(at);
            if (c == '"') {
                at++;
                return true;
            }
            if (c < ' ' || c == '\\' || c >= Character.MIN_SURROGATE) {
                return false;
            }
        }
        return false;
    }

    private boolean number() {
        boolean negative = skips('-');
        int from = at;
        while (at < json.length() && json.charAt(at) >= '0' && json.charAt(at) <= '9') {
            at++;
        }
        int digits = at - from;
        if (digits == 0 || digits > MOST_DIGITS) {
            return false;
        }
        return json.charAt(from) != '0' || digits == 1 && !negative;
    }

    private boolean word(String word) {
        if (!json.startsWith(word, at)) {
            return false;
        }
        at += word.length();
        return true;
    }

    private boolean skips(char wanted) {
        if (at == json.length() || json.charAt(at) != wanted) {
            return false;
        }
        at++;
        return true;
    }
}
