/** Metrics of what is unusual: for Prometheus, and for CloudWatch. */
@NullMarked
package com.kaldrix.monitoring.anomaly.respond;

import org.jspecify.annotations.NullMarked;
