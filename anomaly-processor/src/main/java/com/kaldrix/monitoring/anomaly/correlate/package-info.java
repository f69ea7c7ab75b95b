/** What the series of a component usually do together, and when they do not. */
@NullMarked
package com.kaldrix.monitoring.anomaly.correlate;

import org.jspecify.annotations.NullMarked;
