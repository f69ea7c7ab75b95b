package com.kaldrix.monitoring.alert.template;

/**
 * A word of a template.
 *
 * @param kind what it is
 * @param text as it is written; of quoted texts what they mean
 * @param at where it begins, from 0
 * @param spaced whether white space stands before it
 */
record Token(Kind kind, String text, int at, boolean spaced) {
    enum Kind {
        TEXT,
        LEFT,
        RIGHT,
        /** A dot and a name. */
        FIELD,
        /** With its dollar sign. */
        VARIABLE,
        IDENTIFIER,
        KEYWORD,
        DOT,
        STRING,
        NUMBER,
        /** A character in single quotes; the text is the character. */
        CHARACTER,
        PIPE,
        OPEN,
        CLOSE,
        DECLARE,
        ASSIGN,
        COMMA,
        END
    }

    boolean is(Kind wanted) {
        return kind == wanted;
    }

    boolean isKeyword(String word) {
        return kind == Kind.KEYWORD && text.equals(word);
    }

    /** As messages call it. */
    String shown() {
        return switch (kind) {
            case END -> "the end of the text";
            case RIGHT -> "\"}}\"";
            case LEFT -> "\"{{\"";
            case TEXT -> "text";
            default -> "\"" + (text.length() > 40 ? text.substring(0, 40) + "…" : text) + "\"";
        };
    }
}
