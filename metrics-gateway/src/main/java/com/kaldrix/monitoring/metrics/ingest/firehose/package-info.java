/** CloudWatch metric streams, delivered by Amazon Data Firehose to an HTTP endpoint. */
@NullMarked
package com.kaldrix.monitoring.metrics.ingest.firehose;

import org.jspecify.annotations.NullMarked;
