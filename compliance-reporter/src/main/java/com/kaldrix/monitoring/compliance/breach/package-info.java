/** Breaches, and the clocks that run from the hour at which somebody knew. */
@NullMarked
package com.kaldrix.monitoring.compliance.breach;

import org.jspecify.annotations.NullMarked;
