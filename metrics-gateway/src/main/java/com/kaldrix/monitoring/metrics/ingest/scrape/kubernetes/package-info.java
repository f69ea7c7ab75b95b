/** Finds targets in a Kubernetes cluster, over its API. */
@NullMarked
package com.kaldrix.monitoring.metrics.ingest.scrape.kubernetes;

import org.jspecify.annotations.NullMarked;
