package com.kaldrix.monitoring.metrics.ingest.scrape;

import com.kaldrix.monitoring.metrics.http.HttpAccess;
import com.kaldrix.monitoring.metrics.ingest.scrape.discovery.Discovery;
import com.kaldrix.monitoring.metrics.ingest.scrape.text.TextFormat;
import com.kaldrix.monitoring.metrics.relabel.RelabelRules;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A job of scraping ({@code scrape_configs}).
 *
 * @param name unique
 * @param timing how often, and how long it may take
 * @param endpoint where the page is on each target
 * @param access how to reach it
 * @param discoveries where targets are found
 * @param relabel makes targets of what was found
 * @param samples what is made of a page
 * @param limits how much is taken
 */
public record ScrapeJob(
        String name,
        Timing timing,
        Endpoint endpoint,
        HttpAccess access,
        List<Discovery> discoveries,
        RelabelRules relabel,
        SampleRules samples,
        Limits limits) {
    public ScrapeJob {
        discoveries = List.copyOf(discoveries);
    }

    /** How often, and how long it may take, which is no longer than the interval. */
    public record Timing(Duration interval, Duration timeout) {}

    /**
     * Where the page is; a target may say otherwise by labels.
     *
     * @param scheme {@code http} or {@code https}
     * @param path such as {@code /metrics}
     * @param params what stands in the query
     * @param accept the header {@code Accept}; {@link #ACCEPT} when the configuration does not say
     * @param compressed whether gzip is asked for
     * @param fallback how a page is read whose content type says nothing, or nothing that is known
     */
    public record Endpoint(
            String scheme,
            String path,
            Map<String, List<String>> params,
            String accept,
            boolean compressed,
            TextFormat fallback) {
        /** What is asked for when the configuration does not say: OpenMetrics, then the text format. */
        public static final String ACCEPT = "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,"
                + "application/openmetrics-text;version=0.0.1;q=0.4,"
                + "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.3,text/plain;version=0.0.4;q=0.2,*/*;q=0.1";

        public Endpoint {
            params = Map.copyOf(params);
        }
    }

    /**
     * What is made of a page.
     *
     * @param honorLabels whether labels of the page win over those of the target
     * @param honorTimestamps whether times of the page are kept
     * @param trackTimestampsStaleness whether series with times of their own get a staleness marker
     * @param relabel changes series, or drops them
     */
    public record SampleRules(
            boolean honorLabels, boolean honorTimestamps, boolean trackTimestampsStaleness, RelabelRules relabel) {}

    /**
     * How much is taken; 0 means no limit. A page beyond one of them is refused as a whole.
     *
     * @param bodyBytes of a page, after decompression
     * @param samples of a page, after relabelling
     * @param labels of a series
     * @param labelName bytes of a name
     * @param labelValue bytes of a value
     * @param targets of the job
     * @param keptDropped how many targets that were dropped are shown
     */
    public record Limits(
            long bodyBytes, int samples, int labels, int labelName, int labelValue, int targets, int keptDropped) {
        /** What no page exceeds, whatever the configuration says. */
        public static final long LARGEST_BODY = 256L * 1024 * 1024;

        long body() {
            return bodyBytes == 0 ? LARGEST_BODY : Math.min(bodyBytes, LARGEST_BODY);
        }
    }
}
