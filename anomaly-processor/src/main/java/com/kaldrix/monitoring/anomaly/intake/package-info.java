/** Metrics in: from the queues of the shards into their journals. */
@NullMarked
package com.kaldrix.monitoring.anomaly.intake;

import org.jspecify.annotations.NullMarked;
