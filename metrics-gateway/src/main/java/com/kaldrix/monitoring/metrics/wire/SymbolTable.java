package com.kaldrix.monitoring.metrics.wire;

import com.kaldrix.monitoring.metrics.series.EncodedLabels;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The symbols of one request of remote write 2.0: each text once, the empty text first. The texts of a series are looked up
 * once and then known by their numbers, also in later requests.
 */
final class SymbolTable {
    /** The reference of the empty text. */
    static final int EMPTY = 0;

    private static final int SYMBOL = 0x22;

    private final int mostTexts;
    private final WireBuffer encoded = new WireBuffer(64 * 1024);
    private final Texts texts = new Texts();
    private final Map<EncodedLabels, int[]> series = new HashMap<>();
    private final LabelCursor cursor = new LabelCursor();
    private int[] references = new int[1024];
    private int[] requests = new int[1024];
    private int request;
    private int count;

    /** @param mostTexts how many texts are remembered beyond a request */
    SymbolTable(int mostTexts) {
        this.mostTexts = mostTexts;
        clear();
    }

    /** Begins the next request; whether the numbers of texts are new as well. */
    boolean clear() {
        boolean forget = texts.count() > mostTexts || series.size() > mostTexts || request == Integer.MAX_VALUE;
        if (forget) {
            texts.clear();
            series.clear();
            Arrays.fill(requests, 0);
            request = 0;
        }
        request++;
        encoded.clear();
        count = 0;
        reference(text(new byte[0], 0, 0));
        return forget;
    }

    /** The numbers of the texts of a series, names and values in turn; not to be changed. */
    int[] texts(EncodedLabels labels) {
        int[] known = series.get(labels);
        if (known == null) {
            known = numbers(labels);
            series.put(labels, known);
        }
        return known;
    }

    /** As {@link #texts}, for labels that do not come again. */
    int[] numbers(EncodedLabels labels) {
        int[] numbers = new int[16];
        int size = 0;
        cursor.over(labels);
        while (cursor.next()) {
            if (size == numbers.length) {
                numbers = Arrays.copyOf(numbers, size * 2);
            }
            numbers[size++] = text(cursor.bytes(), cursor.nameFrom(), cursor.nameLength());
            numbers[size++] = text(cursor.bytes(), cursor.valueFrom(), cursor.valueLength());
        }
        return Arrays.copyOf(numbers, size);
    }

    /** The number of a text. */
    int text(byte[] bytes, int at, int size) {
        return texts.of(bytes, at, size);
    }

    /** The reference of a text in this request, to which it is added when it is not there yet. */
    int reference(int text) {
        if (text >= references.length) {
            int wider = Math.max(text + 1, references.length * 2);
            references = Arrays.copyOf(references, wider);
            requests = Arrays.copyOf(requests, wider);
        }
        if (requests[text] != request) {
            requests[text] = request;
            references[text] = count++;
            encoded.field(SYMBOL, texts.bytes(), texts.from(text), texts.length(text));
        }
        return references[text];
    }

    /** The text itself, in UTF-8. */
    byte[] bytes(int text) {
        return Arrays.copyOfRange(texts.bytes(), texts.from(text), texts.from(text) + texts.length(text));
    }

    int count() {
        return count;
    }

    WireBuffer encoded() {
        return encoded;
    }
}
