package com.kaldrix.monitoring.compliance.report.pdf;

import com.kaldrix.monitoring.compliance.report.text.Visible;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.BitSet;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/** A typeface that is put into the document as far as it is used. A character that it lacks is written as its name, never as an empty box. */
final class Face implements Closeable {
    private static final float EM = 1_000f;
    private static final int KNOWN = 0x3000;
    private static final int JOINER = 0x200D;
    private static final int NON_JOINER = 0x200C;
    private static final char HYPHEN = '\u2011';

    /** Its name in the pages' resources. */
    final String resource;

    final PDType0Font font;
    private final TrueTypeFont glyphs;
    private final CmapLookup lookup;
    private final float[] widths = new float[KNOWN];
    private final BitSet used = new BitSet();

    private Face(String resource, TrueTypeFont glyphs, PDType0Font font) throws IOException {
        this.resource = resource;
        this.glyphs = glyphs;
        this.font = font;
        this.lookup = glyphs.getUnicodeCmapLookup();
        Arrays.fill(widths, -1);
    }

    /**
     * Reads one of the faces that come with the suite.
     *
     * @param file its path among the resources
     */
    static Face read(PDDocument document, String resource, String file) throws IOException {
        try (InputStream in = Face.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("the suite is incomplete: " + file + " is missing");
            }
            TrueTypeFont glyphs = new TTFParser().parse(new RandomAccessReadBuffer(in.readAllBytes()));
            return new Face(resource, glyphs, PDType0Font.load(document, glyphs, true));
        }
    }

    /** The text with names for those characters that this face lacks. */
    String shown(String text) throws IOException {
        boolean all = true;
        for (int i = 0; i < text.length() && all; i++) {
            all = !Character.isSurrogate(text.charAt(i)) && has(text.charAt(i));
        }
        if (all) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length() + 8);
        text.codePoints().forEach(c -> {
            if (c == HYPHEN) {
                shown.append('-');
            } else if (has(c)) {
                shown.appendCodePoint(c);
            } else {
                shown.append(Visible.name(c));
            }
        });
        return shown.toString();
    }

    // What joins characters has nothing to join here.
    private boolean has(int character) {
        return character != JOINER && character != NON_JOINER && lookup.getGlyphId(character) != 0;
    }

    /** How wide a text is. */
    float width(String text, float size) throws IOException {
        float sum = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            sum += width(c);
            i += Character.charCount(c);
        }
        return sum * size / EM;
    }

    /** How wide a character is, in thousandths of the size. */
    float width(int character) throws IOException {
        if (character >= KNOWN) {
            return measured(character);
        }
        float known = widths[character];
        if (known < 0) {
            known = measured(character);
            widths[character] = known;
        }
        return known;
    }

    private float measured(int character) throws IOException {
        return glyphs.getAdvanceWidth(lookup.getGlyphId(character)) * EM / glyphs.getUnitsPerEm();
    }

    /** The number of a character's glyph, which is used from now on. */
    int glyph(int character) {
        if (!used.get(character)) {
            used.set(character);
            font.addToSubset(character);
        }
        return lookup.getGlyphId(character);
    }

    @Override
    public void close() throws IOException {
        glyphs.close();
    }
}
