@NullMarked
package com.kaldrix.monitoring.metrics.kpi.view;

import org.jspecify.annotations.NullMarked;
