package com.kaldrix.monitoring.compliance.report.json;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The lines of the data set in a {@code report.json}, as its hash takes them: the facts, then every finding, each as it stands there. */
public final class DataSetLines {
    private static final byte[] FACTS = "{\"facts\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FINDINGS = ",\"findings\":[".getBytes(StandardCharsets.US_ASCII);
    private static final int BUFFER = 1 << 16;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private final Line line = new Line();
    private int at;
    private int end;

    private DataSetLines(InputStream in) {
        this.in = in;
    }

    /** Takes lines. */
    @FunctionalInterface
    public interface Reader {
        /**
         * Takes one, without its end.
         *
         * @param bytes is used again for the next one
         * @param count how many of the bytes are the line
         * @throws IOException when it cannot go on
         */
        void line(byte[] bytes, int count) throws IOException;
    }

    /**
     * Reads them one after the other.
     *
     * @throws IOException when it cannot be read, or is not as {@link ReportJson} writes it
     */
    public static void read(InputStream in, Reader reader) throws IOException {
        new DataSetLines(in).read(reader);
    }

    private void read(Reader reader) throws IOException {
        skip(FACTS);
        hand(next(), reader);
        skip(FINDINGS);
        int before = next();
        if (before == ']') {
            return;
        }
        while (true) {
            hand(before, reader);
            int after = next();
            if (after == ']') {
                return;
            }
            if (after != ',') {
                throw unlike();
            }
            before = next();
        }
    }

    private void hand(int first, Reader reader) throws IOException {
        if (first != '{') {
            throw unlike();
        }
        line.reset();
        line.write(first);
        int depth = 1;
        while (depth > 0) {
            int c = next();
            line.write(c);
            switch (c) {
                case '{' -> depth++;
                case '}' -> depth--;
                case '"' -> text();
                default -> {
                    // Any other character belongs to the value.
                }
            }
        }
        reader.line(line.bytes, line.size);
    }

    private void text() throws IOException {
        for (int c = next(); ; c = next()) {
            line.write(c);
            if (c == '"') {
                return;
            }
            if (c == '\\') {
                line.write(next());
            }
        }
    }

    private void skip(byte[] wanted) throws IOException {
        for (byte one : wanted) {
            if (next() != one) {
                throw unlike();
            }
        }
    }

    private int next() throws IOException {
        if (at == end) {
            at = 0;
            end = in.read(buffer, 0, buffer.length);
            if (end <= 0) {
                end = 0;
                throw new EOFException("the report ends in the midst of its data set");
            }
        }
        return buffer[at++] & 0xFF;
    }

    private static IOException unlike() {
        return new IOException("this is no report as it was written");
    }

    /** Bytes of one line. */
    private static final class Line {
        private byte[] bytes = new byte[BUFFER];
        private int size;

        void write(int b) {
            if (size == bytes.length) {
                bytes = Arrays.copyOf(bytes, size * 2);
            }
            bytes[size++] = (byte) b;
        }

        void reset() {
            size = 0;
        }
    }
}
