@NullMarked
package com.kaldrix.monitoring.metrics.ingest.scrape.text;

import org.jspecify.annotations.NullMarked;
