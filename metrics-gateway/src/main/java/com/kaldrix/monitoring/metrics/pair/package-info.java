/** Pairs of senders of which one is elected. */
@NullMarked
package com.kaldrix.monitoring.metrics.pair;

import org.jspecify.annotations.NullMarked;
