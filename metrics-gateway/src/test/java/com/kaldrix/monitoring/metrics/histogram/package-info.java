@NullMarked
package com.kaldrix.monitoring.metrics.histogram;

import org.jspecify.annotations.NullMarked;
