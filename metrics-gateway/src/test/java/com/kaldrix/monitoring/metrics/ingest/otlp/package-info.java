@NullMarked
package com.kaldrix.monitoring.metrics.ingest.otlp;

import org.jspecify.annotations.NullMarked;
