package com.kaldrix.monitoring.compliance.report.html;

import com.kaldrix.monitoring.compliance.report.text.Utf8Output;
import com.kaldrix.monitoring.compliance.report.text.Visible;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes HTML whose elements are all closed and whose texts are all escaped. Texts and values of attributes also have nothing that deceives the eye
 * ({@link Visible}). Names of elements and attributes come from this package alone.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/syntax.html">HTML, The HTML syntax</a>
 */
final class Markup {
    private final Utf8Output out;
    private final Deque<String> open = new ArrayDeque<>();

    Markup(Utf8Output out) {
        this.out = out;
    }

    /**
     * Opens an element.
     *
     * @param attributes names and values in turn; one whose value is empty is left out
     */
    Markup open(String element, String... attributes) throws IOException {
        tag(element, attributes);
        open.push(element);
        return this;
    }

    /** An element that holds nothing and needs no end. */
    Markup empty(String element, String... attributes) throws IOException {
        tag(element, attributes);
        return this;
    }

    /** An element of SVG that holds nothing. */
    Markup shape(String element, String... attributes) throws IOException {
        return open(element, attributes).close();
    }

    private void tag(String element, String... attributes) throws IOException {
        out.text("<" + element);
        for (int i = 0; i < attributes.length; i += 2) {
            if (!attributes[i + 1].isEmpty()) {
                out.text(" " + attributes[i] + "=\"");
                escaped(Visible.of(attributes[i + 1]));
                out.ascii('"');
            }
        }
        out.ascii('>');
    }

    /** Closes the element that was opened last. */
    Markup close() throws IOException {
        out.text("</" + open.pop() + ">");
        return this;
    }

    /** Some text. */
    Markup text(String text) throws IOException {
        escaped(Visible.of(text));
        return this;
    }

    /** Text that {@link Visible} has been through. */
    Markup visible(String text) throws IOException {
        escaped(text);
        return this;
    }

    /** An element with some text. */
    Markup element(String element, String text, String... attributes) throws IOException {
        return open(element, attributes).text(text).close();
    }

    /** A line break in the source, where it means nothing. */
    Markup line() throws IOException {
        out.ascii('\n');
        return this;
    }

    /** What is known to be markup. */
    Markup known(String markup) throws IOException {
        out.text(markup);
        return this;
    }

    private void escaped(String text) throws IOException {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.text("&amp;");
                case '<' -> out.text("&lt;");
                case '>' -> out.text("&gt;");
                case '"' -> out.text("&quot;");
                case '\'' -> out.text("&#39;");
                default -> i += out.character(text, i);
            }
        }
    }
}
