/** Watches of live series: detectors and pager of one series, and the anomaly that it has at the moment. */
@NullMarked
package com.kaldrix.monitoring.anomaly.watch;

import org.jspecify.annotations.NullMarked;
