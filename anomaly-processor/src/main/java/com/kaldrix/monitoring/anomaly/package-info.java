/** What is unusual, why, how bad, and what comes next. */
@NullMarked
package com.kaldrix.monitoring.anomaly;

import org.jspecify.annotations.NullMarked;
