@NullMarked
package com.kaldrix.monitoring.metrics.ingest.scrape;

import org.jspecify.annotations.NullMarked;
