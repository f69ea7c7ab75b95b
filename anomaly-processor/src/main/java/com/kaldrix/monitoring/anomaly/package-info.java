/** Finds what is unusual in streams of metrics, says why and how bad it is, and what comes next. */
@NullMarked
package com.kaldrix.monitoring.anomaly;

import org.jspecify.annotations.NullMarked;
