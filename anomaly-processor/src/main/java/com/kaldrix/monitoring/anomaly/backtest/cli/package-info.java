/** The command that runs a back-test on files. */
@NullMarked
package com.kaldrix.monitoring.anomaly.backtest.cli;

import org.jspecify.annotations.NullMarked;
