/** Detectors as operators describe them: which series, by whose clock, without which times, how sensitive. */
@NullMarked
package com.kaldrix.monitoring.anomaly.detector;

import org.jspecify.annotations.NullMarked;
