@NullMarked
package com.kaldrix.monitoring.metrics.ingest.firehose;

import org.jspecify.annotations.NullMarked;
