package com.kaldrix.monitoring.metrics.intake;

import com.kaldrix.monitoring.metrics.series.LabelSet;
import com.kaldrix.monitoring.metrics.series.Series;
import com.kaldrix.monitoring.metrics.series.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An intake for tests of protocols: keeps what was committed, refuses the series that it is told to refuse. */
public final class RecordingIntake implements Intake {
    /** A committed sample. */
    public record Sample(Source source, LabelSet labels, long timestamp, double value, long start) {}

    /** A committed histogram; the bytes are the message {@code Histogram}. */
    public record Histogram(Source source, LabelSet labels, long timestamp, byte[] bytes, long start) {}

    /** A committed exemplar. */
    public record Exemplar(LabelSet series, LabelSet labels, double value, long timestamp) {}

    private final List<Sample> samples = new ArrayList<>();
    private final List<Histogram> histograms = new ArrayList<>();
    private final List<Exemplar> exemplars = new ArrayList<>();
    private final List<MetricMetadata> metadata = new ArrayList<>();
    private final Set<String> refusedNames = new HashSet<>();
    private boolean full;

    /** Series of that name are refused from now on, as beyond the limit of their source. */
    public void refuse(String name) {
        refusedNames.add(name);
    }

    /** Whether commits fail because the buffer is full. */
    public void full(boolean value) {
        full = value;
    }

    /** Forgets everything, also what it was told. */
    public synchronized void clear() {
        samples.clear();
        histograms.clear();
        exemplars.clear();
        metadata.clear();
        refusedNames.clear();
        full = false;
    }

    public synchronized List<Sample> samples() {
        return List.copyOf(samples);
    }

    public synchronized List<Histogram> histograms() {
        return List.copyOf(histograms);
    }

    public synchronized List<Exemplar> exemplars() {
        return List.copyOf(exemplars);
    }

    public synchronized List<MetricMetadata> metadata() {
        return List.copyOf(metadata);
    }

    @Override
    public Batch begin(Source source) {
        return new Recording(source);
    }

    private final class Recording implements Batch {
        private final Source source;
        private final List<Sample> newSamples = new ArrayList<>();
        private final List<Histogram> newHistograms = new ArrayList<>();
        private final List<Exemplar> newExemplars = new ArrayList<>();
        private final List<MetricMetadata> newMetadata = new ArrayList<>();
        private final Map<Rejection, Receipt.Rejected> rejected = new EnumMap<>(Rejection.class);
        private Rejection last = Rejection.SOURCE_LIMIT;

        private Recording(Source source) {
            this.source = source;
        }

        @Override
        public Optional<Series> series(LabelSet labels) {
            String name = labels.get(LabelSet.NAME);
            if (name.isEmpty()) {
                reject(Rejection.INVALID_LABELS, 0, labels.toString());
                return Optional.empty();
            }
            if (refusedNames.contains(name)) {
                reject(Rejection.SOURCE_LIMIT, 0, labels.toString());
                return Optional.empty();
            }
            return Optional.of(new Series(labels.encode(), source));
        }

        private void reject(Rejection reason, int samples, String what) {
            last = reason;
            rejected.merge(
                    reason,
                    new Receipt.Rejected(reason, samples, what),
                    (old, fresh) -> new Receipt.Rejected(reason, old.samples() + fresh.samples(), old.example()));
        }

        @Override
        public void refused(int samples) {
            reject(last, samples, "");
        }

        @Override
        public Rejection refusal() {
            return last;
        }

        @Override
        public void refuse(Rejection reason, int count, String what) {
            reject(reason, count, what);
        }

        @Override
        public void sample(Series series, long timestamp, double value) {
            sample(series, timestamp, value, 0);
        }

        @Override
        public void sample(Series series, long timestamp, double value, long start) {
            newSamples.add(new Sample(source, series.labels().decode(), timestamp, value, start));
        }

        @Override
        public void histogram(Series series, long timestamp, byte[] bytes, int from, int length, long start) {
            byte[] copy = java.util.Arrays.copyOfRange(bytes, from, from + length);
            newHistograms.add(new Histogram(source, series.labels().decode(), timestamp, copy, start));
        }

        @Override
        public void exemplar(Series series, LabelSet labels, double value, long timestamp) {
            newExemplars.add(new Exemplar(series.labels().decode(), labels.copy(), value, timestamp));
        }

        @Override
        public void metadata(MetricMetadata fresh) {
            newMetadata.add(fresh);
        }

        @Override
        public Receipt commit() {
            if (full) {
                throw new BufferFullException("the buffer is full", Duration.ofSeconds(5));
            }
            synchronized (RecordingIntake.this) {
                samples.addAll(newSamples);
                histograms.addAll(newHistograms);
                exemplars.addAll(newExemplars);
                metadata.addAll(newMetadata);
            }
            return new Receipt(
                    newSamples.size(), newHistograms.size(), newExemplars.size(), List.copyOf(rejected.values()));
        }

        @Override
        public void close() {}
    }
}
