/** Which replica works on which share of all series. */
@NullMarked
package com.kaldrix.monitoring.anomaly.shard;

import org.jspecify.annotations.NullMarked;
