package com.kaldrix.monitoring.compliance.finding;

import java.util.List;

/** JSON without white space, put together by hand: what is written with every finding costs a third of what it does by reflection. For one text. */
final class JsonText {
    private static final int USUAL = 768;
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private final StringBuilder json = new StringBuilder(USUAL);
    private boolean needsComma;

    JsonText object() {
        return open('{');
    }

    JsonText list() {
        return open('[');
    }

    JsonText endObject() {
        return close('}');
    }

    JsonText endList() {
        return close(']');
    }

    /** The name of what comes next. */
    JsonText name(String name) {
        value(name);
        json.append(':');
        needsComma = false;
        return this;
    }

    /** A text. */
    JsonText value(String text) {
        comma();
        json.append('"');
        int written = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\' || c < ' ') {
                json.append(text, written, i);
                escape(c);
                written = i + 1;
            }
        }
        json.append(text, written, text.length()).append('"');
        needsComma = true;
        return this;
    }

    /** A member. */
    JsonText member(String name, String text) {
        return name(name).value(text);
    }

    /** A member that is a list of texts. */
    JsonText member(String name, List<String> texts) {
        name(name).list();
        texts.forEach(this::value);
        return endList();
    }

    private void escape(char c) {
        json.append('\\');
        if (c >= ' ') {
            json.append(c);
        } else {
            json.append("u00").append(HEX[c >> 4]).append(HEX[c & 0xF]);
        }
    }

    private JsonText open(char bracket) {
        comma();
        json.append(bracket);
        needsComma = false;
        return this;
    }

    private JsonText close(char bracket) {
        json.append(bracket);
        needsComma = true;
        return this;
    }

    private void comma() {
        if (needsComma) {
            json.append(',');
        }
    }

    @Override
    public String toString() {
        return json.toString();
    }
}
