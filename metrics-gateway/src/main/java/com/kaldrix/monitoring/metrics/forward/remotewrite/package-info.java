/** Forwards what the buffer holds by Prometheus remote write. */
@NullMarked
package com.kaldrix.monitoring.metrics.forward.remotewrite;

import org.jspecify.annotations.NullMarked;
