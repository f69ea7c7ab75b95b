/** From what detectors say to one score for ranking and one severity for paging. */
@NullMarked
package com.kaldrix.monitoring.anomaly.fuse;

import org.jspecify.annotations.NullMarked;
