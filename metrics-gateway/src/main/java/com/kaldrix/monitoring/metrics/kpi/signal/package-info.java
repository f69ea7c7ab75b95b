/** Alerts about KPIs that are bad. */
@NullMarked
package com.kaldrix.monitoring.metrics.kpi.signal;

import org.jspecify.annotations.NullMarked;
