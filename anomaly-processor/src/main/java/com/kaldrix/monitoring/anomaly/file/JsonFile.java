package com.kaldrix.monitoring.anomaly.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a small JSON file (RFC 8259) into maps, lists, strings, doubles and booleans, for graphs and labels, so that this
 * domain needs no library. {@code null} within a document is refused: nothing read here allows it.
 */
public final class JsonFile {
    private static final int DEEPEST = 64;

    private final String file;
    private final String text;
    private int at;
    private int depth;

    private JsonFile(String file, String text) {
        this.file = file;
        this.text = text;
    }

    /**
     * Reads a file.
     *
     * @throws BadInput when it is missing or is not JSON
     */
    public static Object read(Path path) {
        try {
            return parse(path.toString(), Files.readString(path));
        } catch (IOException e) {
            throw new BadInput("%s: the file cannot be read".formatted(path));
        }
    }

    /** Reads a text; {@code file} is for messages. */
    public static Object parse(String file, String text) {
        JsonFile reader = new JsonFile(file, text);
        Object value = reader.value();
        reader.space();
        if (reader.at < text.length()) {
            throw reader.bad("there is text after the end of the document");
        }
        return value;
    }

    private Object value() {
        space();
        if (at >= text.length()) {
            throw bad("the document ends too early");
        }
        if (++depth > DEEPEST) {
            throw bad("the document is nested too deeply");
        }
        char c = text.charAt(at);
        Object value =
                switch (c) {
                    case '{' -> object();
                    case '[' -> array();
                    case '"' -> string();
                    case 't' -> word("true", Boolean.TRUE);
                    case 'f' -> word("false", Boolean.FALSE);
                    default -> number();
                };
        depth--;
        return value;
    }

    private Map<String, Object> object() {
        Map<String, Object> map = new LinkedHashMap<>();
        at++;
        space();
        if (take('}')) {
            return map;
        }
        do {
            space();
            String key = string();
            space();
            need(':');
            map.put(key, value());
            space();
        } while (take(','));
        need('}');
        return map;
    }

    private List<Object> array() {
        List<Object> list = new ArrayList<>();
        at++;
        space();
        if (take(']')) {
            return list;
        }
        do {
            list.add(value());
            space();
        } while (take(','));
        need(']');
        return list;
    }

    private String string() {
        need('"');
        StringBuilder out = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return out.toString();
            }
            out.append(c == '\\' ? escape() : c);
        }
        throw bad("a string does not end");
    }

    private char escape() {
        if (at >= text.length()) {
            throw bad("a string does not end");
        }
        char c = text.charAt(at++);
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> unicode();
            case '"', '\\', '/' -> c;
            default -> throw bad("\\%s is no escape".formatted(c));
        };
    }

    private char unicode() {
        try {
            char c = (char) Integer.parseInt(text.substring(at, at + 4), 16);
            at += 4;
            return c;
        } catch (NumberFormatException | StringIndexOutOfBoundsException e) {
            throw bad("\\u needs four hexadecimal digits");
        }
    }

    private Object number() {
        int from = at;
        while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        try {
            return Double.valueOf(text.substring(from, at));
        } catch (NumberFormatException e) {
            at = from;
            throw bad("a value is expected here");
        }
    }

    private Object word(String word, Object value) {
        if (!text.startsWith(word, at)) {
            throw bad("a value is expected here");
        }
        at += word.length();
        return value;
    }

    private void space() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private boolean take(char c) {
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private void need(char c) {
        if (!take(c)) {
            throw bad("'%s' is expected here".formatted(c));
        }
    }

    private BadInput bad(String what) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < Math.min(at, text.length()); i++) {
            if (text.charAt(i) == '\n') {
                line++;
                column = 1;
            } else {
                column++;
            }
        }
        return new BadInput(file, line, column, what);
    }
}
