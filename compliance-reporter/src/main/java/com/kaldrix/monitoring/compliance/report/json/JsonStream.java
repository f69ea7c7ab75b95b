package com.kaldrix.monitoring.compliance.report.json;

import com.kaldrix.monitoring.compliance.report.text.Memo;
import com.kaldrix.monitoring.compliance.report.text.Utf8Output;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON without white space, text and numbers as RFC 8785 wants them. In canonical form the members of an object have to come in the order of
 * their names, and an error says when they do not. For one thread.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8785">RFC 8785</a>
 */
public final class JsonStream {
    private static final long MOST = (1L << 53) - 1;
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private final Utf8Output out;
    private final Memo<String> known = new Memo<>(JsonStream::encoded);
    private final boolean canonical;
    private final List<@Nullable String> names = new ArrayList<>();
    private boolean first = true;
    private boolean named;

    private JsonStream(Utf8Output out, boolean canonical) {
        this.out = out;
        this.canonical = canonical;
    }

    /** In the one form that all who have the same data come to. */
    public static JsonStream canonical(Utf8Output out) {
        return new JsonStream(out, true);
    }

    /** Members in the order in which they are written. */
    public static JsonStream free(Utf8Output out) {
        return new JsonStream(out, false);
    }

    public JsonStream object() throws IOException {
        return open('{');
    }

    public JsonStream endObject() throws IOException {
        return end('}');
    }

    public JsonStream list() throws IOException {
        return open('[');
    }

    public JsonStream endList() throws IOException {
        return end(']');
    }

    private JsonStream open(char bracket) throws IOException {
        comma();
        out.ascii(bracket);
        names.add(null);
        first = true;
        return this;
    }

    private JsonStream end(char bracket) throws IOException {
        names.removeLast();
        out.ascii(bracket);
        first = false;
        return this;
    }

    /**
     * The name of the member that comes next.
     *
     * @throws IllegalStateException in canonical form, if it does not come after the one before
     */
    public JsonStream name(String name) throws IOException {
        if (canonical) {
            String before = names.getLast();
            if (before != null && before.compareTo(name) >= 0) {
                throw new IllegalStateException("'" + name + "' comes after '" + before + "'");
            }
            names.set(names.size() - 1, name);
        }
        comma();
        out.bytes(known.of(name));
        named = true;
        return this;
    }

    public JsonStream value(String text) throws IOException {
        comma();
        quoted(text);
        return this;
    }

    /** @throws IllegalArgumentException if it is so large that not every reader has it exactly */
    public JsonStream value(long number) throws IOException {
        if (number > MOST || number < -MOST) {
            throw new IllegalArgumentException(number + " is not exact in every reader of JSON");
        }
        comma();
        out.text(Long.toString(number));
        return this;
    }

    public JsonStream value(boolean value) throws IOException {
        comma();
        out.text(value ? "true" : "false");
        return this;
    }

    public JsonStream none() throws IOException {
        comma();
        out.text("null");
        return this;
    }

    /** Begins anew, where one value has ended and the next has nothing to do with it. */
    JsonStream anew() {
        first = true;
        return this;
    }

    /** A value that is in its form already. */
    public JsonStream raw(byte[] json) throws IOException {
        comma();
        out.bytes(json);
        return this;
    }

    /** A value that is in its form already, where the caller sees to the commas of a list. */
    void rawPart(byte[] json, int count) throws IOException {
        named = false;
        out.bytes(json, 0, count);
        first = false;
    }

    /** A member. */
    public JsonStream member(String name, String text) throws IOException {
        return name(name).value(text);
    }

    /** A member. */
    public JsonStream member(String name, long number) throws IOException {
        return name(name).value(number);
    }

    /** Begins a line of its own, where one value has ended and another begins. */
    public JsonStream line() throws IOException {
        out.ascii('\n');
        first = true;
        return this;
    }

    private static byte[] encoded(String name) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Utf8Output out = new Utf8Output(bytes)) {
            new JsonStream(out, false).quoted(name);
            out.ascii(':');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** A time, as text. */
    public JsonStream value(Instant at) throws IOException {
        comma();
        out.ascii('"');
        out.instant(at);
        out.ascii('"');
        return this;
    }

    /** A member. */
    public JsonStream member(String name, Instant at) throws IOException {
        return name(name).value(at);
    }

    private void comma() throws IOException {
        if (named) {
            named = false;
        } else if (!first) {
            out.ascii(',');
        }
        first = false;
    }

    private void quoted(String text) throws IOException {
        out.ascii('"');
        if (out.plain(text, '"', '\\')) {
            out.ascii('"');
            return;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.ascii('\\');
                out.ascii(c);
            } else if (c < ' ') {
                control(c);
            } else if (c < 0x80) {
                out.ascii(c);
            } else {
                i += out.character(text, i);
            }
        }
        out.ascii('"');
    }

    private void control(char c) throws IOException {
        out.ascii('\\');
        switch (c) {
            case '\b' -> out.ascii('b');
            case '\t' -> out.ascii('t');
            case '\n' -> out.ascii('n');
            case '\f' -> out.ascii('f');
            case '\r' -> out.ascii('r');
            default -> {
                out.text("u00");
                out.ascii(HEX[c >> 4]);
                out.ascii(HEX[c & 0xF]);
            }
        }
    }
}
