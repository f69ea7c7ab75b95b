/** What it costs to take samples in, beside others that do the same. */
@NullMarked
package com.kaldrix.monitoring.bench.ingest;

import org.jspecify.annotations.NullMarked;
