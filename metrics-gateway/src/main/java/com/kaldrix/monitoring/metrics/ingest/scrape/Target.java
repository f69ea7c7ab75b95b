package com.kaldrix.monitoring.metrics.ingest.scrape;

import com.kaldrix.monitoring.metrics.series.EncodedLabels;
import com.kaldrix.monitoring.metrics.series.LabelSet;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A page to fetch. Two are the same when labels and address are.
 *
 * @param labels those that every series of it gets
 * @param url where the page is
 * @param timing how often, and how long it may take
 * @param discovered the labels as they were found
 */
public record Target(EncodedLabels labels, URI url, ScrapeJob.Timing timing, LabelSet discovered) {
    /** A hash that is the same in every process: it spreads targets over time and over gateways. */
    long hash() {
        return labels.hash() ^ url.toString().hashCode() * 0x9e3779b97f4a7c15L;
    }

    /** Whether the gateway of this number scrapes it. */
    boolean isFor(int ordinal, int replicas) {
        return Long.remainderUnsigned(hash(), replicas) == ordinal;
    }

    Duration interval() {
        return timing.interval();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Target target
                && labels.equals(target.labels)
                && url.equals(target.url)
                && timing.equals(target.timing);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(hash());
    }
}
