package com.kaldrix.monitoring.metrics.ingest.scrape.text;

import com.kaldrix.monitoring.metrics.series.LabelSet;
import java.util.ArrayList;
import java.util.List;

/**
 * A page of metrics, read line by line without making anything of what it says until that is asked for: whoever knows the
 * bytes of a series from the page before needs no labels. A page is right only when {@link #labels} is called for each series
 * and {@link #metadata} for each line of metadata that was not seen in exactly this form before. For one thread.
 *
 * <p>Prometheus' text format is read as Prometheus reads it, and lines may end with CR LF. OpenMetrics is read strictly:
 * single blanks, no empty lines, and {@code # EOF} at the end.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Exposition formats</a>
 * @see <a href="https://prometheus.io/docs/specs/om/open_metrics_spec/">OpenMetrics 1.0</a>
 */
public final class Exposition {
    /** What a line is. */
    public enum Line {
        SAMPLE,
        METADATA,
        END
    }

    private final byte[] bytes;
    private final int end;
    private final TextFormat format;
    private int at;
    private int line = 1;
    private int from;
    private int to;
    private byte keyword;
    private int metadataFrom;
    private double value;
    private boolean timed;
    private long timestamp;
    private boolean exemplar;
    private int exemplarFrom;
    private int exemplarTo;
    private double exemplarValue;
    private boolean exemplarTimed;
    private long exemplarTimestamp;

    /** @param length how many of the bytes belong to the page */
    public Exposition(byte[] bytes, int length, TextFormat format) {
        this.bytes = bytes;
        this.end = length;
        this.format = format;
    }

    /**
     * Goes to the next line that says something.
     *
     * @throws MalformedExpositionException when it cannot be read; the page must then not be read on
     */
    public Line next() throws MalformedExpositionException {
        return switch (format) {
            case PROMETHEUS -> nextOfPrometheus();
            case OPEN_METRICS -> nextOfOpenMetrics();
        };
    }

    private Line nextOfPrometheus() throws MalformedExpositionException {
        while (true) {
            blanks();
            if (at >= end) {
                return Line.END;
            }
            if (atLineEnd()) {
                endLine();
            } else if (bytes[at] != '#') {
                series();
                blanks();
                value = number(token());
                blanks();
                timed = !atLineEnd();
                if (timed) {
                    timestamp = milliseconds(token());
                    blanks();
                }
                endLine();
                return Line.SAMPLE;
            } else if (comment()) {
                return Line.METADATA;
            }
        }
    }

    /** Whether a line that begins with # is metadata; it is behind us then, as any other comment. */
    private boolean comment() {
        from = at;
        at++;
        int word = at;
        blanks();
        boolean found = at > word && (isWord("HELP") || isWord("TYPE"));
        if (found) {
            keyword = bytes[at];
            at += 4;
            blanks();
            metadataFrom = at;
        }
        toLineEnd();
        return found;
    }

    private boolean isWord(String word) {
        int after = at + word.length();
        return isNext(word) && after < end && Characters.isBlank(bytes[after]);
    }

    private Line nextOfOpenMetrics() throws MalformedExpositionException {
        if (at >= end) {
            throw wrong("the page does not end with # EOF");
        }
        if (bytes[at] != '#') {
            series();
            value = number(after(' '));
            timed = false;
            exemplar = false;
            if (at < end && bytes[at] == ' ' && !isNext(" # ")) {
                timed = true;
                timestamp = seconds(after(' '));
            }
            if (isNext(" # ")) {
                at += 3;
                exemplar();
            }
            endLine();
            return Line.SAMPLE;
        }
        from = at;
        if (isNext("# EOF")) {
            at += 5;
            if (at < end) {
                endLine();
            }
            if (at < end) {
                throw wrong("there is more after # EOF");
            }
            return Line.END;
        }
        if (!isNext("# HELP ") && !isNext("# TYPE ") && !isNext("# UNIT ")) {
            throw wrong("a comment must be one of # TYPE, # HELP, # UNIT and # EOF");
        }
        keyword = bytes[at + 2];
        metadataFrom = at + 7;
        toLineEnd();
        return Line.METADATA;
    }

    private boolean isNext(String text) {
        if (end - at < text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (bytes[at + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Finds where a series ends; whether it is one is for {@link LabelReader} to say. */
    private void series() throws MalformedExpositionException {
        from = at;
        while (at < end && Characters.inMetric(bytes[at])) {
            at++;
        }
        to = at;
        blanks();
        if (at < end && bytes[at] == '{') {
            braces();
            to = at;
        } else {
            at = to;
        }
        if (to == from) {
            throw wrong("expected the name of a metric");
        }
    }

    private void braces() throws MalformedExpositionException {
        boolean quoted = false;
        for (at++; at < end; at++) {
            byte b = bytes[at];
            if (b == '"') {
                quoted = !quoted;
            } else if (quoted) {
                at += b == '\\' ? 1 : 0;
            } else if (b == '}') {
                at++;
                return;
            } else if (b == '\n') {
                break;
            }
        }
        throw wrong("the labels do not end");
    }

    private void exemplar() throws MalformedExpositionException {
        if (at >= end || bytes[at] != '{') {
            throw wrong("expected the labels of an exemplar");
        }
        exemplarFrom = at;
        braces();
        exemplarTo = at;
        exemplar = true;
        exemplarValue = number(after(' '));
        exemplarTimed = at < end && bytes[at] == ' ';
        if (exemplarTimed) {
            exemplarTimestamp = seconds(after(' '));
        }
    }

    private int after(char c) throws MalformedExpositionException {
        if (at >= end || bytes[at] != c) {
            throw wrong("expected a single blank and a value");
        }
        at++;
        return token();
    }

    /** Goes behind what is no blank and no end of the line, and says where it began. */
    private int token() throws MalformedExpositionException {
        int begin = at;
        while (at < end && !Characters.isBlank(bytes[at]) && !atLineEnd()) {
            at++;
        }
        if (at == begin) {
            throw wrong("expected a value");
        }
        return begin;
    }

    private double number(int begin) throws MalformedExpositionException {
        try {
            return Numbers.parse(bytes, begin, at);
        } catch (NumberFormatException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private long milliseconds(int begin) throws MalformedExpositionException {
        long millis = 0;
        for (int i = begin; i < at; i++) {
            if (bytes[i] < '0' || bytes[i] > '9' || millis > (Long.MAX_VALUE - 9) / 10) {
                throw wrong("a time is a whole number of milliseconds");
            }
            millis = millis * 10 + (bytes[i] - '0');
        }
        return millis;
    }

    private long seconds(int begin) throws MalformedExpositionException {
        double seconds = number(begin);
        if (Double.isNaN(seconds) || Double.isInfinite(seconds)) {
            throw wrong("a time is a number of seconds");
        }
        return (long) (seconds * 1000);
    }

    private void blanks() {
        while (at < end && Characters.isBlank(bytes[at])) {
            at++;
        }
    }

    private boolean atLineEnd() {
        return at >= end || bytes[at] == '\n' || bytes[at] == '\r' && (at + 1 == end || bytes[at + 1] == '\n');
    }

    private void endLine() throws MalformedExpositionException {
        if (!atLineEnd()) {
            throw wrong("expected the end of the line");
        }
        at = Math.min(end, at + (at < end && bytes[at] == '\r' ? 2 : 1));
        line++;
    }

    private void toLineEnd() {
        while (!atLineEnd()) {
            at++;
        }
        to = at;
        at = Math.min(end, at + (at < end && bytes[at] == '\r' ? 2 : 1));
        line++;
    }

    private MalformedExpositionException wrong(String reason) {
        return new MalformedExpositionException(line, reason);
    }

    /** Where the series, or the line of metadata, begins in the bytes. */
    public int from() {
        return from;
    }

    /** Where it ends. */
    public int to() {
        return to;
    }

    /**
     * Reads name and labels of the series.
     *
     * @param into takes them; cleared before
     * @param blanks takes the names of labels with an empty value, which a source uses to say that it wants none; cleared before
     */
    public void labels(LabelSet into, List<String> blanks) throws MalformedExpositionException {
        into.clear();
        blanks.clear();
        new LabelReader(bytes, from, to, line - 1).read(into, blanks, true);
    }

    /** Reads the line of metadata. */
    public Metadata metadata() throws MalformedExpositionException {
        return new MetadataReader(bytes, metadataFrom, to, line - 1, format).read(keyword);
    }

    public double value() {
        return value;
    }

    /** Whether the sample has a time of its own. */
    public boolean isTimed() {
        return timed;
    }

    /** The sample's own time in milliseconds; of no meaning when it has none. */
    public long timestamp() {
        return timestamp;
    }

    /** Whether the sample has an exemplar; the rest of what is asked of it has no meaning otherwise. */
    public boolean hasExemplar() {
        return exemplar;
    }

    /** Reads the labels of the exemplar. */
    public LabelSet exemplarLabels() throws MalformedExpositionException {
        LabelSet labels = new LabelSet();
        new LabelReader(bytes, exemplarFrom, exemplarTo, line - 1).read(labels, new ArrayList<>(), false);
        return labels;
    }

    public double exemplarValue() {
        return exemplarValue;
    }

    public boolean isExemplarTimed() {
        return exemplarTimed;
    }

    /** The exemplar's own time in milliseconds. */
    public long exemplarTimestamp() {
        return exemplarTimestamp;
    }
}
