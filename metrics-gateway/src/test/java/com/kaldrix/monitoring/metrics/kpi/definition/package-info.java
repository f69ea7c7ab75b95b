@NullMarked
package com.kaldrix.monitoring.metrics.kpi.definition;

import org.jspecify.annotations.NullMarked;
