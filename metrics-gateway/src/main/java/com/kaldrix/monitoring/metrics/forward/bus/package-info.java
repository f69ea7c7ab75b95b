/** To the topics of the suite. */
@NullMarked
package com.kaldrix.monitoring.metrics.forward.bus;

import org.jspecify.annotations.NullMarked;
