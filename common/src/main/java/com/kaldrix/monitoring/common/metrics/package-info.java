/** Figures that stand in the database, as Prometheus sees them. */
@NullMarked
package com.kaldrix.monitoring.common.metrics;

import org.jspecify.annotations.NullMarked;
