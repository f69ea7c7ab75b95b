@NullMarked
package com.kaldrix.monitoring.metrics.kpi.partial;

import org.jspecify.annotations.NullMarked;
