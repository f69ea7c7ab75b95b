/** Pairs of senders that bring the same samples twice, of which one is elected. */
@NullMarked
package com.kaldrix.monitoring.metrics.pair;

import org.jspecify.annotations.NullMarked;
