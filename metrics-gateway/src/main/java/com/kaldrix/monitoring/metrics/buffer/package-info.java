/** The disk buffer: what is in it is safe, and everything that goes out is read from it. */
@NullMarked
package com.kaldrix.monitoring.metrics.buffer;

import org.jspecify.annotations.NullMarked;
