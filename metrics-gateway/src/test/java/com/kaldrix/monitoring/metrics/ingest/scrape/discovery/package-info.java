@NullMarked
package com.kaldrix.monitoring.metrics.ingest.scrape.discovery;

import org.jspecify.annotations.NullMarked;
