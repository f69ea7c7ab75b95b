/** Metrics of CloudWatch as series of Prometheus, however they arrive. */
@NullMarked
package com.kaldrix.monitoring.metrics.ingest.cloudwatch;

import org.jspecify.annotations.NullMarked;
