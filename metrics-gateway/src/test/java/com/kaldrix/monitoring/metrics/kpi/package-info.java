@NullMarked
package com.kaldrix.monitoring.metrics.kpi;

import org.jspecify.annotations.NullMarked;
