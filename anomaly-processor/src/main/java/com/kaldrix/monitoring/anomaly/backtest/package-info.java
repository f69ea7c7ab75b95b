/** Streams files through the same path as live series and measures how well that went. */
@NullMarked
package com.kaldrix.monitoring.anomaly.backtest;

import org.jspecify.annotations.NullMarked;
