/** The protocols by which samples come in, one folder each. */
@NullMarked
package com.kaldrix.monitoring.metrics.ingest;

import org.jspecify.annotations.NullMarked;
