@NullMarked
package com.kaldrix.monitoring.metrics.ingest.scrape.kubernetes;

import org.jspecify.annotations.NullMarked;
