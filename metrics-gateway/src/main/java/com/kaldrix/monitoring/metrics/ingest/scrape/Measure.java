package com.kaldrix.monitoring.metrics.ingest.scrape;

/**
 * What a scrape says of itself, beside {@code up}.
 *
 * @param samples how many samples the page had
 * @param kept how many were left after relabelling
 * @param added how many series were new
 */
record Measure(int samples, int kept, int added) {
    static final Measure NOTHING = new Measure(0, 0, 0);
}
