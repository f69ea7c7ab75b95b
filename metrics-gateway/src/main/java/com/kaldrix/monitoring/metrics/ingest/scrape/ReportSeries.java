package com.kaldrix.monitoring.metrics.ingest.scrape;

import com.kaldrix.monitoring.metrics.intake.Batch;
import com.kaldrix.monitoring.metrics.series.EncodedLabels;
import com.kaldrix.monitoring.metrics.series.LabelSet;
import com.kaldrix.monitoring.metrics.series.Series;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The series that a scrape adds of itself: {@code up} and those that begin with {@code scrape_}. For one thread at a time. */
final class ReportSeries {
    private static final String UP = "up";
    private static final String DURATION = "scrape_duration_seconds";
    private static final String SAMPLES = "scrape_samples_scraped";
    private static final String KEPT = "scrape_samples_post_metric_relabeling";
    private static final String ADDED = "scrape_series_added";

    private final EncodedLabels ofTarget;
    private final Map<String, Series> admitted = new LinkedHashMap<>();

    ReportSeries(EncodedLabels ofTarget) {
        this.ofTarget = ofTarget;
    }

    /** From now on series are admitted anew. */
    void renew() {
        admitted.clear();
    }

    void report(Batch batch, long millis, boolean up, double seconds, Measure measure) {
        sample(batch, UP, millis, up ? 1 : 0);
        sample(batch, DURATION, millis, seconds);
        sample(batch, SAMPLES, millis, measure.samples());
        sample(batch, KEPT, millis, measure.kept());
        sample(batch, ADDED, millis, measure.added());
    }

    /** The target is gone. */
    void markAll(Batch batch, long millis) {
        for (String name : List.of(UP, DURATION, SAMPLES, KEPT, ADDED)) {
            if (admitted.containsKey(name)) {
                sample(batch, name, millis, Batch.STALE);
            }
        }
    }

    private void sample(Batch batch, String name, long millis, double value) {
        Series known = admitted.get(name);
        if (known == null) {
            LabelSet labels = ofTarget.decode().set(LabelSet.NAME, name);
            Optional<Series> series = batch.series(labels);
            if (series.isEmpty()) {
                batch.refused(1);
                return;
            }
            known = series.get();
            admitted.put(name, known);
        }
        batch.sample(known, millis, value);
    }
}
