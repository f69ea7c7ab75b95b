/** KPIs of this region and, on the hub, of all regions. */
@NullMarked
package com.kaldrix.monitoring.metrics.kpi;

import org.jspecify.annotations.NullMarked;
