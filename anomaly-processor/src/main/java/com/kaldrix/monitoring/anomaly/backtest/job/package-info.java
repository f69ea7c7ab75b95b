/** Back-tests that people ask for over HTTP. */
@NullMarked
package com.kaldrix.monitoring.anomaly.backtest.job;

import org.jspecify.annotations.NullMarked;
