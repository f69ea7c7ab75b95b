@NullMarked
package com.kaldrix.monitoring.metrics.buffer;

import org.jspecify.annotations.NullMarked;
