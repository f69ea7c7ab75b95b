@NullMarked
package com.kaldrix.monitoring.metrics.window;

import org.jspecify.annotations.NullMarked;
