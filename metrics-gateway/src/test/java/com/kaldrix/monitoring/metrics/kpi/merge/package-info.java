@NullMarked
package com.kaldrix.monitoring.metrics.kpi.merge;

import org.jspecify.annotations.NullMarked;
