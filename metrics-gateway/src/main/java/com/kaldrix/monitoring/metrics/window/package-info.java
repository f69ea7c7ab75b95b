/** What each watched series did in windows of ten seconds. */
@NullMarked
package com.kaldrix.monitoring.metrics.window;

import org.jspecify.annotations.NullMarked;
