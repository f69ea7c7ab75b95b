/** What a KPI is, and the file that says so. */
@NullMarked
package com.kaldrix.monitoring.metrics.kpi.definition;

import org.jspecify.annotations.NullMarked;
