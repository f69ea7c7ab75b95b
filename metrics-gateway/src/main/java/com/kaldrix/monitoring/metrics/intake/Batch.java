package com.kaldrix.monitoring.metrics.intake;

import com.kaldrix.monitoring.metrics.series.LabelSet;
import com.kaldrix.monitoring.metrics.series.Series;
import java.util.Optional;

/**
 * What one request or one scrape brings, made safe as a whole. For one thread. What is refused (labels that are no labels, a
 * limit of cardinality, a time that lies too far ahead) is left out, counted and named in the {@link Receipt}; everything
 * else goes on. All times are milliseconds since the epoch.
 *
 * <pre>{@code
 * try (Batch batch = intake.begin(source)) {
 *     Series series = batch.series(labels).orElse(null);
 *     if (series != null) {
 *         batch.sample(series, millis, 42);
 *     }
 *     Receipt receipt = batch.commit();
 * }
 * }</pre>
 */
public interface Batch extends AutoCloseable {
    /** What remote write calls stale: the value after which a series has no value any more. */
    double STALE = Double.longBitsToDouble(0x7ff0000000000002L);

    /**
     * Admits a series: checks its labels, adds those that the configuration adds, and holds it to the limits.
     *
     * @param labels as the source has them, {@code __name__} among them; not kept and not changed
     * @return the series, to be used in this batch and kept for later ones; empty when it was refused, which is noted once
     *     and counted for each sample by {@link #refused}
     */
    Optional<Series> series(LabelSet labels);

    /** Counts samples of a series that was refused by {@link #series}, for the same reason as there. */
    void refused(int samples);

    /** Why {@link #series} refused the last series that it refused. */
    Rejection refusal();

    /** Counts samples that the source itself could not use, and names the first. */
    void refuse(Rejection reason, int samples, String what);

    /** As {@link #refuse(Rejection, int, String)} for one sample. */
    default void refuse(Rejection reason, String what) {
        refuse(reason, 1, what);
    }

    /** A sample; any double, {@link #STALE} among them. */
    void sample(Series series, long timestamp, double value);

    /**
     * A sample of a cumulative series together with the time since when it counts.
     *
     * @param start 0 when that is not known
     */
    void sample(Series series, long timestamp, double value, long start);

    /**
     * A native histogram.
     *
     * @param bytes the message {@code Histogram} of remote write (1.0 and 2.0 have the same), without a time of its own, of
     *     which a part is copied
     * @param start 0 when the time since when it counts is not known
     */
    void histogram(Series series, long timestamp, byte[] bytes, int from, int length, long start);

    /** An exemplar of a series. */
    void exemplar(Series series, LabelSet labels, double value, long timestamp);

    /** What is known of the metrics of a name. */
    void metadata(MetricMetadata metadata);

    /**
     * Makes everything safe: it is in the buffer and on the disk when this returns.
     *
     * @throws BufferFullException when the buffer takes nothing at the moment; nothing of the batch is kept then
     */
    Receipt commit();

    /** Forgets what was not committed. */
    @Override
    void close();
}
