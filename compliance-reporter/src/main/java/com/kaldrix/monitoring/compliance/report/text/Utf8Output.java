package com.kaldrix.monitoring.compliance.report.text;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;

/**
 * Writes text as UTF-8 through a buffer of its own. Half a surrogate pair, which has no place in UTF-8, becomes U+FFFD. For one thread.
 */
public final class Utf8Output implements AutoCloseable {
    private static final int SIZE = 1 << 16;
    private static final int MOST_OF_A_CHAR = 4;
    private static final int MOST_OF_A_TIME = 32;
    private static final int ONE_BYTE = 0x80;
    private static final int TWO_BYTES = 0x800;
    private static final int REPLACEMENT = 0xFFFD;

    private final OutputStream out;
    private final char[] scratch = new char[1 << 12];
    private final byte[] buffer = new byte[SIZE];
    private int length;
    private boolean closed;

    public Utf8Output(OutputStream out) {
        this.out = out;
    }

    /**
     * Writes the text if each of its characters can stand in ASCII as it is: none below space, none above tilde, and neither of these two.
     *
     * @return whether it was written; if not, nothing was
     */
    public boolean plain(String text, char one, char other) throws IOException {
        int count = text.length();
        if (count > scratch.length) {
            return false;
        }
        if (buffer.length - length < count) {
            flush();
        }
        text.getChars(0, count, scratch, 0);
        // No way out of the loop, so that the compiler can look at many characters at once: a sign bit tells that one
        // was not fine.
        int signs = 0;
        for (int i = 0; i < count; i++) {
            int c = scratch[i];
            signs |= c - ' ' | '~' - c | (c ^ one) - 1 | (c ^ other) - 1;
        }
        if (signs < 0) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            buffer[length + i] = (byte) scratch[i];
        }
        length += count;
        return true;
    }

    /** Writes a time as {@link Instant#toString} does. */
    public void instant(Instant at) throws IOException {
        room(MOST_OF_A_TIME);
        int count = Times.iso(at, buffer, length);
        length += count;
        if (count == 0) {
            text(at.toString());
        }
    }

    /** Writes the text as it is. */
    public void text(String text) throws IOException {
        for (int i = 0; i < text.length(); i++) {
            i += character(text, i);
        }
    }

    /**
     * Writes the character at that place.
     *
     * @return how many more places it took: 1 for a pair of surrogates, else 0
     */
    public int character(String text, int at) throws IOException {
        char c = text.charAt(at);
        if (c < ONE_BYTE) {
            ascii(c);
            return 0;
        }
        room(MOST_OF_A_CHAR);
        if (!Character.isSurrogate(c)) {
            wide(c);
            return 0;
        }
        boolean pair =
                Character.isHighSurrogate(c) && at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1));
        wide(pair ? Character.toCodePoint(c, text.charAt(at + 1)) : REPLACEMENT);
        return pair ? 1 : 0;
    }

    /** Writes one character below 128. */
    public void ascii(int c) throws IOException {
        if (length == buffer.length) {
            flush();
        }
        buffer[length++] = (byte) c;
    }

    /** Writes bytes that are UTF-8 already. */
    public void bytes(byte[] bytes) throws IOException {
        bytes(bytes, 0, bytes.length);
    }

    /** Writes bytes that are UTF-8 already. */
    public void bytes(byte[] bytes, int from, int count) throws IOException {
        if (count > buffer.length - length) {
            flush();
        }
        if (count > buffer.length) {
            out.write(bytes, from, count);
            return;
        }
        System.arraycopy(bytes, from, buffer, length, count);
        length += count;
    }

    private void room(int bytes) throws IOException {
        if (buffer.length - length < bytes) {
            flush();
        }
    }

    private void wide(int c) {
        if (c < TWO_BYTES) {
            buffer[length++] = (byte) (0xC0 | c >> 6);
        } else {
            if (c < Character.MIN_SUPPLEMENTARY_CODE_POINT) {
                buffer[length++] = (byte) (0xE0 | c >> 12);
            } else {
                buffer[length++] = (byte) (0xF0 | c >> 18);
                buffer[length++] = (byte) (0x80 | c >> 12 & 0x3F);
            }
            buffer[length++] = (byte) (0x80 | c >> 6 & 0x3F);
        }
        buffer[length++] = (byte) (0x80 | c & 0x3F);
    }

    /** Hands on what is in the buffer. */
    public void flush() throws IOException {
        out.write(buffer, 0, length);
        length = 0;
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            try (out) {
                flush();
            }
        }
    }
}
