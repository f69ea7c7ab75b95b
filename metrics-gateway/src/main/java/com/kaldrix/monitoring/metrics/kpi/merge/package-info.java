/** Partials of replicas and regions put together, and what comes out. */
@NullMarked
package com.kaldrix.monitoring.metrics.kpi.merge;

import org.jspecify.annotations.NullMarked;
