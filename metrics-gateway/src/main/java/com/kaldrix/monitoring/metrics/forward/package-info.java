/** What goes out: each way reads the buffer at its own pace. */
@NullMarked
package com.kaldrix.monitoring.metrics.forward;

import org.jspecify.annotations.NullMarked;
