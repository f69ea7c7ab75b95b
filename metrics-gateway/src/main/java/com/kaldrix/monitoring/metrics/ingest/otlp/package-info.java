/** OTLP over HTTP: metrics of OpenTelemetry as series of Prometheus. */
@NullMarked
package com.kaldrix.monitoring.metrics.ingest.otlp;

import org.jspecify.annotations.NullMarked;
