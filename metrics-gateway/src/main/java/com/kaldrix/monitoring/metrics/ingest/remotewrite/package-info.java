/** Prometheus remote write 1.0 and 2.0, as receiver. */
@NullMarked
package com.kaldrix.monitoring.metrics.ingest.remotewrite;

import org.jspecify.annotations.NullMarked;
