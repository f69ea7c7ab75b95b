package com.kaldrix.monitoring.compliance.report.pdf;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** What is drawn on a page, in the operators of PDF. Measures are in points, from the page's lower left corner. */
final class Content {
    private static final int HUNDREDTHS = 100;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 14);

    /** Begins what belongs to an element of the structure. */
    void begin(String type, int id) {
        write("/" + type + " <</MCID " + id + ">> BDC\n");
    }

    /** Begins what is there for the eye alone. */
    void beginArtifact() {
        write("/Artifact BMC\n");
    }

    void end() {
        write("EMC\n");
    }

    /** A line of text. */
    void text(String text, Style style, float x, float y) {
        write("BT\n/" + style.face().resource + " ");
        number(style.size());
        write("Tf\n" + style.ink().rgb + " rg\n");
        number(x);
        number(y);
        write("Td\n(");
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            int glyph = style.face().glyph(c);
            octet(glyph >> 8);
            octet(glyph & 0xFF);
            i += Character.charCount(c);
        }
        write(") Tj\nET\n");
    }

    private void octet(int octet) {
        switch (octet) {
            case '(', ')', '\\' -> {
                bytes.write('\\');
                bytes.write(octet);
            }
            case '\r' -> write("\\r");
            case '\n' -> write("\\n");
            default -> bytes.write(octet);
        }
    }

    /** A rectangle full of ink. */
    void fill(Ink ink, float x, float y, float width, float height) {
        write(ink.rgb + " rg\n");
        rectangle(x, y, width, height);
        write("f\n");
    }

    /** The border of a rectangle. */
    void frame(Ink ink, float x, float y, float width, float height) {
        write(ink.rgb + " RG\n0.6 w\n");
        rectangle(x, y, width, height);
        write("S\n");
    }

    private void rectangle(float x, float y, float width, float height) {
        number(x);
        number(y);
        number(width);
        number(height);
        write("re\n");
    }

    /** A line through points, x and y in turn. */
    void line(Ink ink, float width, boolean dashed, float... points) {
        write(ink.rgb + " RG\n");
        number(width);
        write("w\n" + (dashed ? "[3 2] 0 d\n" : "[] 0 d\n"));
        for (int i = 0; i < points.length; i += 2) {
            number(points[i]);
            number(points[i + 1]);
            write(i == 0 ? "m\n" : "l\n");
        }
        write("S\n");
    }

    private void number(float number) {
        long hundredths = Math.round((double) number * HUNDREDTHS);
        StringBuilder text = new StringBuilder(8);
        if (hundredths < 0) {
            text.append('-');
            hundredths = -hundredths;
        }
        text.append(hundredths / HUNDREDTHS);
        long rest = hundredths % HUNDREDTHS;
        if (rest != 0) {
            text.append('.').append(rest / 10);
            if (rest % 10 != 0) {
                text.append(rest % 10);
            }
        }
        write(text.append(' ').toString());
    }

    private void write(String ascii) {
        bytes.writeBytes(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }
}
