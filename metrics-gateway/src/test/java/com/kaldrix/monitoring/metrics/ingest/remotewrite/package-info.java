@NullMarked
package com.kaldrix.monitoring.metrics.ingest.remotewrite;

import org.jspecify.annotations.NullMarked;
