package com.kaldrix.monitoring.metrics.series;

/**
 * Who brings samples. Limits of cardinality are kept for each source, and metrics name it, so that there are few of them: an
 * endpoint together with the token that was used, or a scrape job; never a target or an address.
 *
 * @param protocol such as {@code remote-write}, {@code otlp}, {@code firehose}, {@code push}, {@code scrape}
 * @param name who, such as the name of the token or the job
 */
public record Source(String protocol, String name) {
    /** As limits and metrics write it: {@code scrape/kaldrix-app}. */
    @Override
    public String toString() {
        return protocol + "/" + name;
    }
}
