/** Remote write as it stands on the wire. */
@NullMarked
package com.kaldrix.monitoring.metrics.wire;

import org.jspecify.annotations.NullMarked;
