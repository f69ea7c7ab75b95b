@NullMarked
package com.kaldrix.monitoring.metrics.ingest.cloudwatch;

import org.jspecify.annotations.NullMarked;
