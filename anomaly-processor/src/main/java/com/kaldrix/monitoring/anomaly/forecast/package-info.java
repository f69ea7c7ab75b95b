/** What comes next, with intervals, and when a threshold will be met. */
@NullMarked
package com.kaldrix.monitoring.anomaly.forecast;

import org.jspecify.annotations.NullMarked;
