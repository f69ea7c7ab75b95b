package com.kaldrix.monitoring.alert.template;

import java.util.Locale;
import java.util.Set;

/**
 * HTML, in which values are escaped by where they come to stand: between tags, in an attribute, in an address. Within scripts
 * and in the middle of a tag, where no escaping is safe, a value becomes the word that {@code html/template} writes there.
 */
final class HtmlOutput implements Output {
    /** What stands in place of what would be dangerous, in Go as here. */
    private static final String REFUSED = "ZgotmplZ";

    private static final Set<String> ADDRESSES =
            Set.of("href", "src", "action", "formaction", "cite", "background", "poster", "data", "longdesc", "usemap");

    private enum State {
        TEXT,
        COMMENT,
        /** After the less-than sign. */
        TAG_NAME,
        TAG,
        ATTRIBUTE_NAME,
        BEFORE_VALUE,
        QUOTED,
        BARE,
        /** In a script. */
        SCRIPT,
        /** In a style sheet. */
        STYLE
    }

    private final StringBuilder out = new StringBuilder();
    private final StringBuilder name = new StringBuilder();
    private final StringBuilder written = new StringBuilder();
    private State state = State.TEXT;
    private String tag = "";
    private char quote = '"';

    @Override
    public void words(String text) {
        for (int i = 0; i < text.length(); i++) {
            step(text.charAt(i));
        }
        out.append(text);
    }

    private void step(char c) {
        written.append(c);
        if (written.length() > 16) {
            written.delete(0, written.length() - 16);
        }
        switch (state) {
            case TEXT -> {
                if (c == '<') {
                    enter(State.TAG_NAME);
                }
            }
            case COMMENT -> {
                if (ends("-->")) {
                    state = State.TEXT;
                }
            }
            case TAG_NAME -> tagName(c);
            case TAG -> tag(c);
            case ATTRIBUTE_NAME -> attributeName(c);
            case BEFORE_VALUE -> beforeValue(c);
            case QUOTED -> {
                if (c == quote) {
                    state = State.TAG;
                }
            }
            case BARE -> {
                if (Character.isWhitespace(c)) {
                    state = State.TAG;
                } else if (c == '>') {
                    close();
                }
            }
            case SCRIPT, STYLE -> {
                if (ends(state == State.SCRIPT ? "</script" : "</style")) {
                    state = State.TAG;
                    tag = "";
                }
            }
        }
    }

    private boolean ends(String with) {
        return written.toString().toLowerCase(Locale.ROOT).endsWith(with);
    }

    private void enter(State next) {
        state = next;
        name.setLength(0);
    }

    private void tagName(char c) {
        if (name.isEmpty() && !Character.isLetter(c) && c != '/' && c != '!') {
            state = State.TEXT;
        } else if (Character.isWhitespace(c)) {
            tag = name.toString().toLowerCase(Locale.ROOT);
            state = State.TAG;
        } else if (c == '>') {
            tag = name.toString().toLowerCase(Locale.ROOT);
            close();
        } else {
            name.append(c);
            if (name.toString().equals("!--")) {
                state = State.COMMENT;
            }
        }
    }

    private void close() {
        state = switch (tag) {
            case "script" -> State.SCRIPT;
            case "style" -> State.STYLE;
            default -> State.TEXT;
        };
        written.setLength(0);
    }

    private void tag(char c) {
        if (c == '>') {
            close();
        } else if (!Character.isWhitespace(c) && c != '/') {
            enter(State.ATTRIBUTE_NAME);
            name.append(c);
        }
    }

    private void attributeName(char c) {
        if (c == '=') {
            state = State.BEFORE_VALUE;
        } else if (c == '>') {
            close();
        } else if (Character.isWhitespace(c)) {
            state = State.TAG;
        } else {
            name.append(c);
        }
    }

    private void beforeValue(char c) {
        if (c == '"' || c == '\'') {
            quote = c;
            state = State.QUOTED;
            written.setLength(0);
        } else if (c == '>') {
            close();
        } else if (!Character.isWhitespace(c)) {
            state = State.BARE;
        }
    }

    @Override
    public void value(Object value) {
        String text = Values.print(value);
        switch (state) {
            case TEXT -> out.append(value instanceof Values.Html ? text : Escapes.autoHtml(text));
            case COMMENT -> {
                // html/template leaves comments out.
            }
            case QUOTED -> out.append(attribute(value, text));
            case BEFORE_VALUE, BARE -> {
                state = State.BARE;
                out.append(attribute(value, text).replaceAll("[\\s`=]", "&#32;"));
            }
            case SCRIPT ->
                out.append(
                        value instanceof Long || value instanceof Double || value instanceof Boolean
                                ? text
                                : "\"" + Escapes.js(text) + "\"");
            case STYLE, TAG_NAME, TAG, ATTRIBUTE_NAME -> out.append(text.matches("[A-Za-z0-9#.% -]*") ? text : REFUSED);
        }
    }

    private String attribute(Object value, String text) {
        String attribute = name.toString().toLowerCase(Locale.ROOT);
        if (attribute.startsWith("on")) {
            return Escapes.autoHtml("\"" + Escapes.js(text) + "\"");
        }
        if (attribute.equals("style")) {
            return text.matches("[A-Za-z0-9#.% -]*") ? text : REFUSED;
        }
        if (!ADDRESSES.contains(attribute)) {
            return Escapes.autoHtml(text);
        }
        boolean begins = state != State.QUOTED || written.isEmpty();
        if (begins && !(value instanceof Values.Url) && !Escapes.leads(text)) {
            return "#" + REFUSED;
        }
        written.append('x');
        return Escapes.autoHtml(Escapes.address(text));
    }

    @Override
    public int length() {
        return out.length();
    }

    @Override
    public String text() {
        return out.toString();
    }
}
