/** KPIs as people and programs see them: now, and over the last day. */
@NullMarked
package com.kaldrix.monitoring.metrics.kpi.view;

import org.jspecify.annotations.NullMarked;
