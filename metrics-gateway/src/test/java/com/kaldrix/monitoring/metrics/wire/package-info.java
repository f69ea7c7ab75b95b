@NullMarked
package com.kaldrix.monitoring.metrics.wire;

import org.jspecify.annotations.NullMarked;
