/** The one door through which every sample comes in, whatever protocol brought it. */
@NullMarked
package com.kaldrix.monitoring.metrics.intake;

import org.jspecify.annotations.NullMarked;
