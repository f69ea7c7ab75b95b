/** What other gateways say, from a queue. */
@NullMarked
package com.kaldrix.monitoring.metrics.kpi.queue;

import org.jspecify.annotations.NullMarked;
