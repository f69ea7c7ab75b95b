/** Figures that stand in the database, as Prometheus sees them. */
@NullMarked
package com.kaldrix.monitoring.alert.metrics;

import org.jspecify.annotations.NullMarked;
