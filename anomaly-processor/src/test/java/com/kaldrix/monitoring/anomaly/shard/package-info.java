@NullMarked
package com.kaldrix.monitoring.anomaly.shard;

import org.jspecify.annotations.NullMarked;
