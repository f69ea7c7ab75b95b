package com.kaldrix.monitoring.metrics.ingest.remotewrite;

import com.kaldrix.monitoring.metrics.intake.Batch;
import com.kaldrix.monitoring.metrics.intake.MetricMetadata;
import com.kaldrix.monitoring.metrics.intake.MetricType;
import com.kaldrix.monitoring.metrics.intake.Rejection;
import com.kaldrix.monitoring.metrics.series.LabelSet;
import com.kaldrix.monitoring.metrics.series.Series;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code prometheus.WriteRequest} of remote write 1.0 where it lies. Series that the sender has written before are
 * found by the bytes of their labels. For one thread.
 *
 * @see <a href="https://prometheus.io/docs/specs/prw/remote_write_spec/">Remote-Write 1.0</a>
 */
final class WriteRequestReader {
    private static final int REQUEST_TIMESERIES = 1 << 3 | Wire.BYTES;
    private static final int REQUEST_METADATA = 3 << 3 | Wire.BYTES;
    private static final int SERIES_LABELS = 1 << 3 | Wire.BYTES;
    private static final int SERIES_SAMPLES = 2 << 3 | Wire.BYTES;
    private static final int SERIES_EXEMPLARS = 3 << 3 | Wire.BYTES;
    private static final int SERIES_HISTOGRAMS = 4 << 3 | Wire.BYTES;
    private static final int LABEL_NAME = 1 << 3 | Wire.BYTES;
    private static final int LABEL_VALUE = 2 << 3 | Wire.BYTES;
    private static final int SAMPLE_VALUE = 1 << 3 | Wire.FIXED64;
    private static final int SAMPLE_TIMESTAMP = 2 << 3 | Wire.VARINT;
    private static final int EXEMPLAR_LABELS = 1 << 3 | Wire.BYTES;
    private static final int EXEMPLAR_VALUE = 2 << 3 | Wire.FIXED64;
    private static final int EXEMPLAR_TIMESTAMP = 3 << 3 | Wire.VARINT;
    private static final int METADATA_TYPE = 1 << 3 | Wire.VARINT;
    private static final int METADATA_FAMILY = 2 << 3 | Wire.BYTES;
    private static final int METADATA_HELP = 4 << 3 | Wire.BYTES;
    private static final int METADATA_UNIT = 5 << 3 | Wire.BYTES;

    private final Wire wire = new Wire();
    private final LabelBytes.Probe probe = new LabelBytes.Probe();
    private final HistogramBytes histogram = new HistogramBytes();
    private final LabelSet labels = new LabelSet();
    private final LabelSet exemplarLabels = new LabelSet();
    private final RunFollower<LabelBytes> runs = new RunFollower<>(LabelBytes[]::new);

    /**
     * Reads a message into a batch.
     *
     * @param refusedSince series that were refused since then are not admitted anew; any number that grows
     * @throws MalformedWriteException if it is no such message; the batch must not be committed then
     */
    void read(byte[] bytes, int length, WriteSource source, Batch batch, long refusedSince) {
        wire.over(bytes, 0, length);
        runs.begin(null);
        while (wire.more()) {
            int tag = wire.tag();
            if (tag == REQUEST_TIMESERIES) {
                int end = wire.length() + wire.at();
                series(end, source, batch, refusedSince);
                wire.move(end, length);
            } else if (tag == REQUEST_METADATA) {
                int end = wire.length() + wire.at();
                wire.move(wire.at(), end);
                metadata(batch);
                wire.move(end, length);
            } else {
                wire.skip(tag);
            }
        }
        runs.end(bytes);
    }

    private void series(int end, WriteSource source, Batch batch, long refusedSince) {
        int from = wire.at();
        byte[] bytes = wire.bytes();
        boolean foretold = runs.foretells(bytes, from, end) && labelsEndAt(from + runs.length(), end);
        int labelsEnd = foretold ? from + runs.length() : passLabels(from, end);
        boolean oneSample = isOnlySample(bytes, labelsEnd, end);
        if (!oneSample && hasLabels(labelsEnd, end)) {
            scattered(from, end, batch);
            return;
        }
        if (foretold && oneSample && runs.series() instanceof Series series) {
            runs.went(from);
            wire.move(labelsEnd + 2, end);
            sample(series, batch);
            return;
        }
        @Nullable
        LabelBytes known = foretold ? runs.foretold() : source.byBytes().find(probe.of(bytes, from, labelsEnd - from));
        if (known == null || known.series() == null && !known.refusedSince(refusedSince)) {
            known = admit(from, labelsEnd, source, batch, refusedSince);
        }
        if (foretold) {
            if (known.series() instanceof Series found) {
                runs.found(found);
            }
            runs.went(from);
        } else {
            runs.came(known, from, labelsEnd - from);
        }
        wire.move(labelsEnd, end);
        @Nullable Series series = known.series();
        if (series == null) {
            int refused = count();
            if (refused > 0) {
                batch.refuse(known.reason(), refused, example(from, labelsEnd));
            }
        } else {
            content(series, batch);
        }
    }

    /** Whether no label stands there. */
    private boolean labelsEndAt(int at, int end) {
        return at == end || wire.bytes()[at] != SERIES_LABELS;
    }

    private int passLabels(int from, int end) {
        byte[] bytes = wire.bytes();
        wire.move(from, end);
        while (wire.more() && bytes[wire.at()] == SERIES_LABELS) {
            wire.pass(1);
            int length = wire.length();
            wire.pass(length);
        }
        return wire.at();
    }

    /** Whether a sample stands there and nothing behind it, as in nearly every series that is ever sent. */
    private static boolean isOnlySample(byte[] bytes, int at, int end) {
        return at + 2 <= end && bytes[at] == SERIES_SAMPLES && bytes[at + 1] >= 0 && at + 2 + bytes[at + 1] == end;
    }

    /** Whether labels stand between or behind the samples, which is allowed and done by nobody. */
    private boolean hasLabels(int from, int end) {
        wire.move(from, end);
        boolean found = false;
        while (wire.more()) {
            int tag = wire.tag();
            found |= tag == SERIES_LABELS;
            wire.skip(tag);
        }
        return found;
    }

    private LabelBytes admit(int from, int end, WriteSource source, Batch batch, long now) {
        LabelBytes known = source.byBytes().find(probe.of(wire.bytes(), from, end - from));
        if (known == null) {
            known = source.byBytes().add(probe.toEntry());
        }
        wire.move(from, end);
        labels.clear();
        boolean valid = true;
        while (wire.more()) {
            wire.tag();
            int labelEnd = wire.length() + wire.at();
            wire.move(wire.at(), labelEnd);
            valid &= label(labels);
            wire.move(labelEnd, end);
        }
        Optional<Series> admitted = valid ? batch.series(labels) : Optional.empty();
        if (admitted.isPresent()) {
            known.admit(admitted.get());
        } else {
            known.refuse(valid ? batch.refusal() : Rejection.INVALID_LABELS, now);
        }
        return known;
    }

    private void scattered(int from, int end, Batch batch) {
        labels.clear();
        boolean valid = true;
        wire.move(from, end);
        while (wire.more()) {
            int tag = wire.tag();
            if (tag == SERIES_LABELS) {
                int labelEnd = wire.length() + wire.at();
                wire.move(wire.at(), labelEnd);
                valid &= label(labels);
                wire.move(labelEnd, end);
            } else {
                wire.skip(tag);
            }
        }
        Optional<Series> series = valid ? batch.series(labels) : Optional.empty();
        wire.move(from, end);
        if (series.isPresent()) {
            content(series.get(), batch);
        } else {
            batch.refuse(valid ? batch.refusal() : Rejection.INVALID_LABELS, count(), labels.toString());
        }
    }

    /** Reads a label; whether it is one: it has a name, and none that came before. */
    private boolean label(LabelSet to) {
        String name = "";
        String value = "";
        while (wire.more()) {
            int tag = wire.tag();
            if (tag == LABEL_NAME) {
                name = wire.text();
            } else if (tag == LABEL_VALUE) {
                value = wire.text();
            } else {
                wire.skip(tag);
            }
        }
        boolean valid = !name.isEmpty() && !to.has(name);
        if (valid) {
            to.set(name, value);
        }
        return valid;
    }

    private String example(int from, int end) {
        LabelSet read = new LabelSet();
        wire.move(from, end);
        while (wire.more()) {
            wire.tag();
            int labelEnd = wire.length() + wire.at();
            wire.move(wire.at(), labelEnd);
            label(read);
            wire.move(labelEnd, end);
        }
        return read.toString();
    }

    private int count() {
        int count = 0;
        while (wire.more()) {
            int tag = wire.tag();
            if (tag == SERIES_SAMPLES || tag == SERIES_HISTOGRAMS || tag == SERIES_EXEMPLARS) {
                count++;
            }
            wire.skip(tag);
        }
        return count;
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
        while (wire.more()) {
            int tag = wire.tag();
            if (tag == SAMPLE_VALUE) {
                value = wire.fixedDouble();
            } else if (tag == SAMPLE_TIMESTAMP) {
                timestamp = wire.varint();
            } else {
                wire.skip(tag);
            }
        }
        batch.sample(series, timestamp, value);
    }

    private void histogram(Series series, Batch batch) {
        Optional<String> problem = histogram.problem();
        if (problem.isPresent()) {
            batch.refuse(Rejection.INVALID_HISTOGRAM, 1, series + ": the histogram " + problem.get());
            return;
        }
        long start = histogram.start();
        batch.histogram(series, histogram.timestamp(), histogram.bytes(), 0, histogram.length(), start);
    }

    private void exemplar(Series series, Batch batch) {
        int end = wire.limit();
        exemplarLabels.clear();
        double value = 0;
        long timestamp = 0;
        boolean valid = true;
        while (wire.more()) {
            int tag = wire.tag();
            if (tag == EXEMPLAR_LABELS) {
                int labelEnd = wire.length() + wire.at();
                wire.move(wire.at(), labelEnd);
                valid &= label(exemplarLabels);
                wire.move(labelEnd, end);
            } else if (tag == EXEMPLAR_VALUE) {
                value = wire.fixedDouble();
            } else if (tag == EXEMPLAR_TIMESTAMP) {
                timestamp = wire.varint();
            } else {
                wire.skip(tag);
            }
        }
        if (valid) {
            batch.exemplar(series, exemplarLabels, value, timestamp);
        } else {
            batch.refuse(Rejection.INVALID_EXEMPLAR, 1, series + " with exemplar " + exemplarLabels);
        }
    }

    private void metadata(Batch batch) {
        int type = 0;
        String family = "";
        String help = "";
        String unit = "";
        while (wire.more()) {
            int tag = wire.tag();
            switch (tag) {
                case METADATA_TYPE -> type = (int) wire.varint();
                case METADATA_FAMILY -> family = wire.text();
                case METADATA_HELP -> help = wire.text();
                case METADATA_UNIT -> unit = wire.text();
                default -> wire.skip(tag);
            }
        }
        if (!family.isEmpty()) {
            batch.metadata(new MetricMetadata(family, MetricType.of(type), help, unit));
        }
    }
}
