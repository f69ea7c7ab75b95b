/** Prometheus' relabelling: rules that change the labels of targets and of series, or drop them. */
@NullMarked
package com.kaldrix.monitoring.metrics.relabel;

import org.jspecify.annotations.NullMarked;
