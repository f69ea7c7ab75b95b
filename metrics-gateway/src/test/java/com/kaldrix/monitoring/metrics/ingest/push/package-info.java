@NullMarked
package com.kaldrix.monitoring.metrics.ingest.push;

import org.jspecify.annotations.NullMarked;
