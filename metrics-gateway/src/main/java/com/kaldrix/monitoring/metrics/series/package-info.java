/** Series, their labels, and where samples come from. */
@NullMarked
package com.kaldrix.monitoring.metrics.series;

import org.jspecify.annotations.NullMarked;
