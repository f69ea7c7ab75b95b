/** Which gateway this is. */
@NullMarked
package com.kaldrix.monitoring.metrics.identity;

import org.jspecify.annotations.NullMarked;
