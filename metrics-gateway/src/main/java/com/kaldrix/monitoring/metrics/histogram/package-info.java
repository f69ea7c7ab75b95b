/** Native histograms of Prometheus: what they are, how they stand on the wire, and when they contradict themselves. */
@NullMarked
package com.kaldrix.monitoring.metrics.histogram;

import org.jspecify.annotations.NullMarked;
