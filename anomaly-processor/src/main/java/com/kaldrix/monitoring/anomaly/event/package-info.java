/** Anomalies that belong together, as one event that people are told of once. */
@NullMarked
package com.kaldrix.monitoring.anomaly.event;

import org.jspecify.annotations.NullMarked;
