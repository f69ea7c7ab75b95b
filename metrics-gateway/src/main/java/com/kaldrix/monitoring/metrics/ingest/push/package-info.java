/** Metrics as JSON, for scripts and for functions that write CloudWatch's embedded metric format. */
@NullMarked
package com.kaldrix.monitoring.metrics.ingest.push;

import org.jspecify.annotations.NullMarked;
