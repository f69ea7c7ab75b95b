/** What is unusual in one series: from when to when, how bad, and why. */
@NullMarked
package com.kaldrix.monitoring.anomaly.anomaly;

import org.jspecify.annotations.NullMarked;
