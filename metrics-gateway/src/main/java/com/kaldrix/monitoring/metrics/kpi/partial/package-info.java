/** What this gateway knows of the inputs of all KPIs, window by window. */
@NullMarked
package com.kaldrix.monitoring.metrics.kpi.partial;

import org.jspecify.annotations.NullMarked;
