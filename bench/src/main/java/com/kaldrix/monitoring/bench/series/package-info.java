/** How many series anomaly-processor keeps up with. */
@NullMarked
package com.kaldrix.monitoring.bench.series;

import org.jspecify.annotations.NullMarked;
