package com.kaldrix.monitoring.alert.template;

import com.kaldrix.monitoring.alert.template.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Cuts a text into words, by the rules of Go's text/template/parse. */
final class Lexer {
    private static final Set<String> KEYWORDS = Set.of(
            "block",
            "break",
            "continue",
            "define",
            "else",
            "end",
            "if",
            "nil",
            "range",
            "template",
            "with",
            "true",
            "false");
    private static final String BLANKS = " \t\r\n";

    private final Source source;
    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int depth;

    private Lexer(Source source) {
        this.source = source;
        this.text = source.text();
    }

    static List<Token> read(Source source) {
        Lexer lexer = new Lexer(source);
        lexer.run();
        return lexer.tokens;
    }

    private void run() {
        boolean trim = false;
        while (true) {
            int left = text.indexOf("{{", at);
            int end = left < 0 ? text.length() : left;
            boolean trimsBefore = left >= 0 && startsWithTrim(left + 2);
            words(at, end, trim, trimsBefore);
            if (left < 0) {
                tokens.add(new Token(Kind.END, "", text.length(), false));
                return;
            }
            at = left + 2 + (trimsBefore ? 2 : 0);
            trim = text.startsWith("/*", at) ? comment(left) : action(left);
        }
    }

    private boolean startsWithTrim(int where) {
        return where + 1 < text.length() && text.charAt(where) == '-' && BLANKS.indexOf(text.charAt(where + 1)) >= 0;
    }

    private void words(int from, int to, boolean trimStart, boolean trimEnd) {
        int start = from;
        int end = to;
        while (trimStart && start < end && BLANKS.indexOf(text.charAt(start)) >= 0) {
            start++;
        }
        while (trimEnd && end > start && BLANKS.indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        if (end > start) {
            tokens.add(new Token(Kind.TEXT, text.substring(start, end), start, false));
        }
    }

    /** Whether what follows is trimmed. */
    private boolean comment(int left) {
        int end = text.indexOf("*/", at + 2);
        if (end < 0) {
            throw source.problem(left, "the comment is not closed with \"*/\"");
        }
        int after = end + 2;
        boolean trim = after + 1 < text.length()
                && BLANKS.indexOf(text.charAt(after)) >= 0
                && text.startsWith("-}}", after + 1);
        if (!trim && !text.startsWith("}}", after)) {
            throw source.problem(left, "\"}}\" has to follow at once where a comment ends");
        }
        at = after + (trim ? 4 : 2);
        return trim;
    }

    /** Whether what follows is trimmed. */
    private boolean action(int left) {
        tokens.add(new Token(Kind.LEFT, "{{", left, false));
        depth = 0;
        while (true) {
            int before = at;
            while (at < text.length() && BLANKS.indexOf(text.charAt(at)) >= 0) {
                at++;
            }
            boolean spaced = at > before;
            if (at >= text.length()) {
                throw source.problem(left, "this is not closed with \"}}\"");
            }
            boolean trim = spaced && text.startsWith("-}}", at);
            if (trim || text.startsWith("}}", at)) {
                if (depth > 0) {
                    throw source.problem(at, "a parenthesis is not closed");
                }
                tokens.add(new Token(Kind.RIGHT, "}}", at, spaced));
                at += trim ? 3 : 2;
                return trim;
            }
            word(spaced);
        }
    }

    private void word(boolean spaced) {
        char c = text.charAt(at);
        int start = at;
        switch (c) {
            case '|' -> single(Kind.PIPE, spaced);
            case ',' -> single(Kind.COMMA, spaced);
            case '=' -> single(Kind.ASSIGN, spaced);
            case '(' -> {
                depth++;
                single(Kind.OPEN, spaced);
            }
            case ')' -> {
                depth--;
                if (depth < 0) {
                    throw source.problem(start, "there is no parenthesis to close");
                }
                single(Kind.CLOSE, spaced);
            }
            case ':' -> {
                if (!text.startsWith(":=", at)) {
                    throw source.problem(start, "expected \":=\"");
                }
                at += 2;
                tokens.add(new Token(Kind.DECLARE, ":=", start, spaced));
            }
            case '"', '`', '\'' -> quoted(c, spaced);
            case '$' -> {
                at++;
                name();
                terminated(start);
                tokens.add(new Token(Kind.VARIABLE, text.substring(start, at), start, spaced));
            }
            case '.' -> dot(spaced);
            default -> other(c, spaced);
        }
    }

    private void single(Kind kind, boolean spaced) {
        tokens.add(new Token(kind, text.substring(at, at + 1), at, spaced));
        at++;
    }

    private void quoted(char quote, boolean spaced) {
        int start = at;
        Quoted read = Quoted.read(source, at);
        at = read.end();
        tokens.add(new Token(quote == '\'' ? Kind.CHARACTER : Kind.STRING, read.meaning(), start, spaced));
    }

    private void dot(boolean spaced) {
        int start = at;
        if (at + 1 < text.length() && isDigit(text.charAt(at + 1))) {
            number(spaced);
            return;
        }
        at++;
        name();
        terminated(start);
        boolean field = at > start + 1;
        tokens.add(new Token(field ? Kind.FIELD : Kind.DOT, text.substring(start, at), start, spaced));
    }

    private void other(char c, boolean spaced) {
        int start = at;
        boolean signed = (c == '+' || c == '-') && at + 1 < text.length() && isDigit(text.charAt(at + 1));
        if (isDigit(c) || signed) {
            number(spaced);
        } else if (isLetter(text.codePointAt(at))) {
            name();
            terminated(start);
            String word = text.substring(start, at);
            tokens.add(new Token(KEYWORDS.contains(word) ? Kind.KEYWORD : Kind.IDENTIFIER, word, start, spaced));
        } else {
            throw source.problem(start, "unexpected \"" + Character.toString(text.codePointAt(at)) + "\"");
        }
    }

    private void number(boolean spaced) {
        int start = at;
        at++;
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean exponent = (c == '+' || c == '-')
                    && "eEpP".indexOf(text.charAt(at - 1)) >= 0
                    && !text.substring(start, at).matches("[+-]?0[xX].*[eE]");
            if (!exponent && !isLetter(c) && !isDigit(c) && c != '.') {
                break;
            }
            at++;
        }
        tokens.add(new Token(Kind.NUMBER, text.substring(start, at), start, spaced));
    }

    private void name() {
        while (at < text.length()) {
            int c = text.codePointAt(at);
            if (!isLetter(c) && !Character.isDigit(c)) {
                return;
            }
            at += Character.charCount(c);
        }
    }

    private void terminated(int start) {
        boolean ends = at >= text.length()
                || BLANKS.indexOf(text.charAt(at)) >= 0
                || ".,|:)(=".indexOf(text.charAt(at)) >= 0
                || text.startsWith("}}", at);
        if (!ends) {
            throw source.problem(
                    at, "unexpected \"" + text.charAt(at) + "\" after \"" + text.substring(start, at) + "\"");
        }
    }

    private static boolean isLetter(int c) {
        return c == '_' || Character.isLetter(c);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
