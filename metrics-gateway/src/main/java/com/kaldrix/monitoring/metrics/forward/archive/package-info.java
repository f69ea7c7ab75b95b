/** The archive: every sample for years, as Parquet among objects. */
@NullMarked
package com.kaldrix.monitoring.metrics.forward.archive;

import org.jspecify.annotations.NullMarked;
