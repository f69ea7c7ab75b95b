@NullMarked
package com.kaldrix.monitoring.metrics.pair;

import org.jspecify.annotations.NullMarked;
