package com.kaldrix.monitoring.metrics.ingest.scrape.text;

import com.kaldrix.monitoring.metrics.series.LabelSet;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Reads the name and the labels of a series: {@code name{a="b"}}, {@code {"my.name",a="b"}} and
 * {@code name{"my.label"="b"}}, with blanks between the parts and a comma after the last one.
 */
final class LabelReader {
    private final byte[] bytes;
    private final int end;
    private final int line;
    private int at;

    LabelReader(byte[] bytes, int from, int end, int line) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
        this.line = line;
    }

    /**
     * Reads them.
     *
     * @param into takes the labels, the name among them
     * @param blanks takes the names of labels whose value is empty
     * @param named whether a name is expected; an exemplar has none
     */
    void read(LabelSet into, List<String> blanks, boolean named) throws MalformedExpositionException {
        boolean hasName = false;
        if (at < end && Characters.beginsMetric(bytes[at])) {
            int from = at;
            while (at < end && Characters.inMetric(bytes[at])) {
                at++;
            }
            into.set(LabelSet.NAME, text(from, at));
            hasName = true;
            blanks();
        }
        if (at < end) {
            expect('{');
            hasName = inBraces(into, blanks, hasName || !named) || hasName;
            if (at < end) {
                throw wrong("nothing may stand between the labels and the value");
            }
        }
        if (named && !hasName && !into.has(LabelSet.NAME)) {
            throw wrong("the series has no name");
        }
    }

    /** Whether the name stood among the labels. */
    private boolean inBraces(LabelSet into, List<String> blanks, boolean complete) throws MalformedExpositionException {
        boolean hasName = false;
        while (true) {
            blanks();
            if (peek() == '}') {
                at++;
                return hasName;
            }
            boolean quoted = peek() == '"';
            String key = quoted ? quoted() : labelName();
            blanks();
            if (peek() == '=') {
                at++;
                blanks();
                put(into, blanks, key, quoted());
            } else if (quoted && !complete && !hasName) {
                put(into, blanks, LabelSet.NAME, key);
                hasName = true;
            } else {
                throw wrong("expected = after the label name '" + key + "'");
            }
            blanks();
            if (peek() == ',') {
                at++;
            } else if (peek() != '}') {
                throw wrong("expected , or } after the value of '" + key + "'");
            }
        }
    }

    private void put(LabelSet into, List<String> blanks, String name, String value)
            throws MalformedExpositionException {
        if (name.isEmpty() || name.equals(LabelSet.NAME) && value.isEmpty()) {
            throw wrong("a name is empty");
        }
        if (into.has(name) || blanks.contains(name)) {
            throw wrong("the label '" + name + "' is there twice");
        }
        if (value.isEmpty()) {
            blanks.add(name);
        } else {
            into.set(name, value);
        }
    }

    private String labelName() throws MalformedExpositionException {
        int from = at;
        if (at < end && Characters.beginsLabel(bytes[at])) {
            while (at < end && Characters.inLabel(bytes[at])) {
                at++;
            }
        }
        if (at == from) {
            throw wrong("expected a label name");
        }
        return text(from, at);
    }

    /** Reads a text in quotes. */
    private String quoted() throws MalformedExpositionException {
        expect('"');
        int from = at;
        boolean escapes = false;
        while (peek() != '"') {
            if (bytes[at] == '\\') {
                escapes = true;
                at++;
                peek();
            }
            at++;
        }
        int to = at;
        at++;
        return escapes ? unescaped(from, to) : text(from, to);
    }

    /** With the escapes of both formats; a backslash before anything else stands for itself. */
    private String unescaped(int from, int to) throws MalformedExpositionException {
        byte[] plain = unescape(bytes, from, to, true);
        return decode(plain, 0, plain.length, line);
    }

    static byte[] unescape(byte[] bytes, int from, int to, boolean quotes) {
        ByteArrayOutputStream plain = new ByteArrayOutputStream(to - from);
        for (int i = from; i < to; i++) {
            byte next = bytes[i] == '\\' && i + 1 < to ? bytes[i + 1] : 0;
            if (next == 'n') {
                plain.write('\n');
                i++;
            } else if (next == '\\' || quotes && next == '"') {
                plain.write(next);
                i++;
            } else {
                plain.write(bytes[i]);
            }
        }
        return plain.toByteArray();
    }

    private String text(int from, int to) throws MalformedExpositionException {
        return decode(bytes, from, to - from, line);
    }

    static String decode(byte[] bytes, int from, int length, int line) throws MalformedExpositionException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedExpositionException(line, "a text is no UTF-8");
        }
    }

    private void blanks() {
        while (at < end && Characters.isBlank(bytes[at])) {
            at++;
        }
    }

    private byte peek() throws MalformedExpositionException {
        if (at >= end) {
            throw wrong("the labels do not end");
        }
        return bytes[at];
    }

    private void expect(char c) throws MalformedExpositionException {
        if (peek() != c) {
            throw wrong("expected " + c);
        }
        at++;
    }

    private MalformedExpositionException wrong(String reason) {
        return new MalformedExpositionException(line, reason);
    }
}
