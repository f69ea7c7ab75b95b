/** Fetches pages of metrics from targets, as Prometheus does. */
@NullMarked
package com.kaldrix.monitoring.metrics.ingest.scrape;

import org.jspecify.annotations.NullMarked;
