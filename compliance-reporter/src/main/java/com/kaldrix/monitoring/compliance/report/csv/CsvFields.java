package com.kaldrix.monitoring.compliance.report.csv;

import com.kaldrix.monitoring.compliance.report.text.Utf8Output;
import java.io.IOException;
import java.time.Instant;

/**
 * Writes fields of CSV. All are quoted. What a spreadsheet would take for a formula begins with an apostrophe, which it takes for "this is text"; so
 * does what begins with an apostrophe of its own: without the first one of a field, everybody has what was there. Characters that control a
 * terminal and not the text become their pictures (U+2400 and on).
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
 * @see <a href="https://owasp.org/www-community/attacks/CSV_Injection">OWASP, CSV injection</a>
 */
final class CsvFields {
    private static final int PICTURES = 0x2400;
    private static final int DELETE = 0x7F;
    private static final int PICTURE_OF_DELETE = 0x2421;

    private final Utf8Output out;
    private boolean first = true;

    CsvFields(Utf8Output out) {
        this.out = out;
    }

    void field(String text) throws IOException {
        begin();
        if ((text.isEmpty() || isLetterOrDigit(text.charAt(0))) && out.plain(text, '"', '"')) {
            out.ascii('"');
            return;
        }
        if (needsApostrophe(text)) {
            out.ascii('\'');
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                out.ascii('"');
                out.ascii('"');
            } else if (c < ' ' && c != '\t' && c != '\n' && c != '\r') {
                out.text(String.valueOf((char) (PICTURES + c)));
            } else if (c == DELETE) {
                out.text(String.valueOf((char) PICTURE_OF_DELETE));
            } else {
                i += out.character(text, i);
            }
        }
        out.ascii('"');
    }

    /** A field whose text needs nothing of all this. */
    void plain(byte[] text) throws IOException {
        begin();
        out.bytes(text);
        out.ascii('"');
    }

    void field(Instant at) throws IOException {
        begin();
        out.instant(at);
        out.ascii('"');
    }

    void endRecord() throws IOException {
        out.ascii('\r');
        out.ascii('\n');
        first = true;
    }

    private void begin() throws IOException {
        if (!first) {
            out.ascii(',');
        }
        first = false;
        out.ascii('"');
    }

    private static boolean isLetterOrDigit(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }

    private static boolean needsApostrophe(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '=', '+', '-', '@', '\'', '\t', '\r', '\n', '\uFF1D', '\uFF0B', '\uFF0D', '\uFF20' -> {
                    return true;
                }
                default -> {
                    // Some programs look for a formula behind spaces, and behind characters that cannot be seen.
                    if (!Character.isWhitespace(c)
                            && !Character.isSpaceChar(c)
                            && !Character.isIdentifierIgnorable(c)) {
                        return false;
                    }
                }
            }
        }
        return false;
    }
}
