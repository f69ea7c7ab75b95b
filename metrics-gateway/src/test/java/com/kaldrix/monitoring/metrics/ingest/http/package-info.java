@NullMarked
package com.kaldrix.monitoring.metrics.ingest.http;

import org.jspecify.annotations.NullMarked;
