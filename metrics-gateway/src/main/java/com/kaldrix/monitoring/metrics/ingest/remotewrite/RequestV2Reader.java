package com.kaldrix.monitoring.metrics.ingest.remotewrite;

import com.kaldrix.monitoring.metrics.intake.Batch;
import com.kaldrix.monitoring.metrics.intake.MetricMetadata;
import com.kaldrix.monitoring.metrics.intake.MetricType;
import com.kaldrix.monitoring.metrics.intake.Rejection;
import com.kaldrix.monitoring.metrics.series.LabelSet;
import com.kaldrix.monitoring.metrics.series.Series;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code io.prometheus.write.v2.Request} of remote write 2.0 where it lies. The start time of a series is taken from
 * each sample, as the specification has it, or from field 6 of the series, as its first draft had it. What is wrong with one
 * series refuses that series alone. For one thread.
 *
 * @see <a href="https://prometheus.io/docs/specs/prw/remote_write_spec_2_0/">Remote-Write 2.0</a>
 */
final class RequestV2Reader {
    private static final int REQUEST_SYMBOLS = 4 << 3 | Wire.BYTES;
    private static final int REQUEST_TIMESERIES = 5 << 3 | Wire.BYTES;
    private static final int LABELS_PACKED = 1 << 3 | Wire.BYTES;
    private static final int LABELS_SINGLE = 1 << 3 | Wire.VARINT;
    private static final int SERIES_SAMPLES = 2 << 3 | Wire.BYTES;
    private static final int SERIES_HISTOGRAMS = 3 << 3 | Wire.BYTES;
    private static final int SERIES_EXEMPLARS = 4 << 3 | Wire.BYTES;
    private static final int SERIES_METADATA = 5 << 3 | Wire.BYTES;
    private static final int SERIES_CREATED = 6 << 3 | Wire.VARINT;
    private static final int SAMPLE_VALUE = 1 << 3 | Wire.FIXED64;
    private static final int SAMPLE_TIMESTAMP = 2 << 3 | Wire.VARINT;
    private static final int SAMPLE_START = 3 << 3 | Wire.VARINT;
    private static final int EXEMPLAR_VALUE = 2 << 3 | Wire.FIXED64;
    private static final int EXEMPLAR_TIMESTAMP = 3 << 3 | Wire.VARINT;
    private static final int METADATA_TYPE = 1 << 3 | Wire.VARINT;
    private static final int METADATA_HELP = 3 << 3 | Wire.VARINT;
    private static final int METADATA_UNIT = 4 << 3 | Wire.VARINT;

    private final Wire wire = new Wire();
    private final SymbolTable symbols = new SymbolTable();
    private final RunFollower<SymbolRefs> runs = new RunFollower<>(SymbolRefs[]::new);
    private final SymbolRefs.Probe probe = new SymbolRefs.Probe();
    private final HistogramBytes histogram = new HistogramBytes();
    private final LabelSet labels = new LabelSet();
    private int[] references = new int[64];
    private int referenceCount;
    private boolean outOfRange;
    private long created;
    private int elements;
    private int metadataFrom;
    private int metadataEnd;
    private @Nullable SymbolRefs last;

    /** As {@link WriteRequestReader#read}. */
    void read(byte[] bytes, int length, WriteSource source, Batch batch, long refusedSince) {
        symbols.begin(bytes);
        last = null;
        wire.over(bytes, 0, length);
        boolean series = false;
        while (wire.more()) {
            int tag = wire.tag();
            if (tag == REQUEST_SYMBOLS) {
                int count = wire.length();
                symbols.add(wire.at(), count, source);
                wire.pass(count);
            } else {
                series |= tag == REQUEST_TIMESERIES;
                wire.skip(tag);
            }
        }
        if (series && !symbols.beginsEmpty()) {
            throw new MalformedWriteException("symbols must begin with the empty text");
        }
        @Nullable KnownTable table = symbols.complete(source);
        runs.begin(table == null ? null : table.series());
        wire.over(bytes, 0, length);
        while (wire.more()) {
            int tag = wire.tag();
            if (tag == REQUEST_TIMESERIES) {
                int end = wire.length() + wire.at();
                int from = wire.at();
                wire.move(from, end);
                series(from, end, source, batch, refusedSince);
                wire.move(end, length);
            } else {
                wire.skip(tag);
            }
        }
        @Nullable Run<SymbolRefs> made = runs.end(bytes);
        if (made != null) {
            symbols.remember(made, source);
        }
    }

    private void series(int from, int end, WriteSource source, Batch batch, long refusedSince) {
        boolean foretold = runs.foretells(wire.bytes(), from, end);
        @Nullable SymbolRefs known = expected(from, end, foretold);
        if (foretold && isOneSample(end) && runs.series() instanceof Series found) {
            oneSample(Objects.requireNonNull(runs.foretold()), found, end, source, batch);
            runs.went(from);
            return;
        }
        survey(end);
        if (known != null && (referenceCount > 0 || outOfRange)) {
            // More references behind the first ones: it is another series.
            known = null;
            wire.move(from, end);
            survey(end);
        }
        if (known == null) {
            if (outOfRange || referenceCount % 2 != 0) {
                String what = outOfRange ? "a reference beyond the symbols" : "a label name without a value";
                batch.refuse(Rejection.MALFORMED, Math.max(1, elements), "labels_refs with " + what);
                return;
            }
            probe.clear();
            for (int i = 0; i < referenceCount; i++) {
                probe.add(symbols.id(references[i]));
            }
            known = source.byRefs().find(probe.done());
        }
        if (elements == 0) {
            batch.refuse(Rejection.MALFORMED, 1, "a series without samples and histograms: " + example(from, end));
            return;
        }
        if (known == null || known.series() == null && !known.refusedSince(refusedSince)) {
            known = admit(known, from, end, source, batch, refusedSince);
        }
        if (last != null) {
            last.next(known);
        }
        last = known;
        @Nullable Series series = known.series();
        goOn(foretold, known, series, from, end);
        if (series == null) {
            int count = elements;
            batch.refuse(known.reason(), count, example(from, end));
            return;
        }
        if (metadataFrom >= 0) {
            metadata(known, series, source, batch);
        }
        wire.move(from, end);
        content(series, batch);
    }

    /**
     * The series that came here the last time, if it comes again; then the reader stands behind its labels. Else it stands
     * where the series begins.
     */
    private @Nullable SymbolRefs expected(int from, int end, boolean foretold) {
        if (foretold) {
            wire.pass(runs.length());
            return runs.foretold();
        }
        if (last != null
                && last.next() instanceof SymbolRefs next
                && from < end
                && wire.bytes()[from] == LABELS_PACKED) {
            wire.pass(1);
            int count = wire.length();
            int labelsFrom = wire.at();
            if (symbols.are(next, labelsFrom, labelsFrom + count)) {
                wire.pass(count);
                return next;
            }
            wire.move(from, end);
        }
        return null;
    }

    /** Whether a sample comes, then metadata or nothing, as in nearly every series that is ever sent. */
    private boolean isOneSample(int end) {
        byte[] bytes = wire.bytes();
        int at = wire.at();
        if (at + 2 > end || bytes[at] != SERIES_SAMPLES || bytes[at + 1] < 0) {
            return false;
        }
        int sampleEnd = at + 2 + bytes[at + 1];
        return sampleEnd == end
                || sampleEnd + 2 <= end
                        && bytes[sampleEnd] == SERIES_METADATA
                        && bytes[sampleEnd + 1] >= 0
                        && sampleEnd + 2 + bytes[sampleEnd + 1] == end;
    }

    private void oneSample(SymbolRefs known, Series series, int end, WriteSource source, Batch batch) {
        int sampleFrom = wire.at() + 2;
        int sampleEnd = sampleFrom + wire.bytes()[sampleFrom - 1];
        if (sampleEnd < end) {
            metadataFrom = sampleEnd + 2;
            metadataEnd = end;
            metadata(known, series, source, batch);
        }
        last = null;
        created = 0;
        wire.move(sampleFrom, sampleEnd);
        sample(series, batch);
    }

    /** Goes on along the run behind that series, or notes what a run may be made of. */
    private void goOn(boolean foretold, SymbolRefs known, @Nullable Series series, int from, int end) {
        if (foretold) {
            if (series != null && known == runs.foretold()) {
                runs.found(series);
            }
            runs.went(from);
        } else if (from < end && wire.bytes()[from] == LABELS_PACKED) {
            wire.move(from + 1, end);
            int count = wire.length();
            runs.came(known, from, wire.at() + count - from);
        }
    }

    /** Goes over a series once, to know its labels and its start before the first sample. */
    private void survey(int end) {
        referenceCount = 0;
        outOfRange = false;
        created = 0;
        elements = 0;
        metadataFrom = -1;
        while (wire.more()) {
            int tag = wire.tag();
            switch (tag) {
                case LABELS_PACKED -> {
                    int packedEnd = wire.length() + wire.at();
                    wire.move(wire.at(), packedEnd);
                    while (wire.more()) {
                        reference(wire.varint());
                    }
                    wire.move(packedEnd, end);
                }
                case LABELS_SINGLE -> reference(wire.varint());
                case SERIES_SAMPLES, SERIES_HISTOGRAMS -> {
                    elements++;
                    wire.skip(tag);
                }
                case SERIES_METADATA -> {
                    int count = wire.length();
                    metadataFrom = wire.at();
                    metadataEnd = metadataFrom + count;
                    wire.pass(count);
                }
                case SERIES_CREATED -> created = wire.varint();
                default -> wire.skip(tag);
            }
        }
    }

    private void reference(long value) {
        if (!symbols.has(value)) {
            outOfRange = true;
            return;
        }
        if (referenceCount == references.length) {
            references = java.util.Arrays.copyOf(references, referenceCount * 2);
        }
        references[referenceCount++] = (int) value;
    }

    private SymbolRefs admit(
            @Nullable SymbolRefs refused, int from, int end, WriteSource source, Batch batch, long now) {
        SymbolRefs known = refused == null ? source.byRefs().add(probe.toEntry()) : refused;
        labels.clear();
        wire.move(from, end);
        survey(end);
        boolean valid = labels(labels);
        Optional<Series> admitted = valid ? batch.series(labels) : Optional.empty();
        if (admitted.isPresent()) {
            known.admit(admitted.get());
        } else {
            known.refuse(valid ? batch.refusal() : Rejection.INVALID_LABELS, now);
        }
        return known;
    }

    /** Puts the labels of the references together; whether they are such: each has a name, and none twice. */
    private boolean labels(LabelSet to) {
        boolean valid = true;
        for (int i = 0; i < referenceCount; i += 2) {
            String name = symbols.text(references[i]);
            valid &= !name.isEmpty() && !to.has(name);
            if (!name.isEmpty()) {
                to.set(name, symbols.text(references[i + 1]));
            }
        }
        return valid;
    }

    private String example(int from, int end) {
        wire.move(from, end);
        survey(end);
        LabelSet read = new LabelSet();
        labels(read);
        return read.toString();
    }

    private void content(Series series, Batch batch) {
        int end = wire.limit();
        while (wire.more()) {
            int tag = wire.tag();
            if (tag == SERIES_SAMPLES) {
                int sampleEnd = wire.length() + wire.at();
                wire.move(wire.at(), sampleEnd);
                sample(series, batch);
                wire.move(sampleEnd, end);
            } else if (tag == SERIES_HISTOGRAMS) {
                int length = wire.length();
                histogram.read(wire.bytes(), wire.at(), length);
                wire.pass(length);
                histogram(series, batch);
            } else if (tag == SERIES_EXEMPLARS) {
                int exemplarEnd = wire.length() + wire.at();
                wire.move(wire.at(), exemplarEnd);
                exemplar(series, batch);
                wire.move(exemplarEnd, end);
            } else {
                wire.skip(tag);
            }
        }
    }

    private void sample(Series series, Batch batch) {
        double value = 0;
        long timestamp = 0;
        long start = created;
        while (wire.more()) {
            int tag = wire.tag();
            if (tag == SAMPLE_VALUE) {
                value = wire.fixedDouble();
            } else if (tag == SAMPLE_TIMESTAMP) {
                timestamp = wire.varint();
            } else if (tag == SAMPLE_START) {
                long own = wire.varint();
                start = own == 0 ? created : own;
            } else {
                wire.skip(tag);
            }
        }
        batch.sample(series, timestamp, value, start);
    }

    private void histogram(Series series, Batch batch) {
        Optional<String> problem = histogram.problem();
        if (problem.isPresent()) {
            batch.refuse(Rejection.INVALID_HISTOGRAM, 1, series + ": the histogram " + problem.get());
            return;
        }
        long start = histogram.start() == 0 ? created : histogram.start();
        batch.histogram(series, histogram.timestamp(), histogram.bytes(), 0, histogram.length(), start);
    }

    private void exemplar(Series series, Batch batch) {
        int end = wire.limit();
        referenceCount = 0;
        outOfRange = false;
        double value = 0;
        long timestamp = 0;
        while (wire.more()) {
            int tag = wire.tag();
            switch (tag) {
                case LABELS_PACKED -> {
                    int packedEnd = wire.length() + wire.at();
                    wire.move(wire.at(), packedEnd);
                    while (wire.more()) {
                        reference(wire.varint());
                    }
                    wire.move(packedEnd, end);
                }
                case LABELS_SINGLE -> reference(wire.varint());
                case EXEMPLAR_VALUE -> value = wire.fixedDouble();
                case EXEMPLAR_TIMESTAMP -> timestamp = wire.varint();
                default -> wire.skip(tag);
            }
        }
        LabelSet read = new LabelSet();
        if (outOfRange || referenceCount % 2 != 0 || !labels(read)) {
            batch.refuse(Rejection.INVALID_EXEMPLAR, 1, series + " with an exemplar whose labels are none");
        } else {
            batch.exemplar(series, read, value, timestamp);
        }
    }

    private void metadata(KnownSeries known, Series series, WriteSource source, Batch batch) {
        wire.move(metadataFrom, metadataEnd);
        int type = 0;
        long help = 0;
        long unit = 0;
        while (wire.more()) {
            int tag = wire.tag();
            switch (tag) {
                case METADATA_TYPE -> type = (int) wire.varint();
                case METADATA_HELP -> help = wire.varint();
                case METADATA_UNIT -> unit = wire.varint();
                default -> wire.skip(tag);
            }
        }
        if (!symbols.has(help) || !symbols.has(unit)) {
            batch.refuse(Rejection.MALFORMED, 1, "metadata with a reference beyond the symbols: " + series);
            return;
        }
        if (type == 0 && help == 0 && unit == 0) {
            return;
        }
        long said = (long) type << 60
                ^ (long) symbols.id((int) help) << 30
                ^ symbols.id((int) unit)
                ^ source.metadataRound() << 40
                ^ Long.MIN_VALUE;
        if (known.news(said)) {
            MetricType read = MetricType.of(type);
            String family = Family.of(series.labels().decode().get(LabelSet.NAME), read);
            if (source.news(family, said)) {
                batch.metadata(new MetricMetadata(family, read, symbols.text((int) help), symbols.text((int) unit)));
            }
        }
    }
}
