/** Forgets what nothing needs any more. */
@NullMarked
package com.kaldrix.monitoring.anomaly.upkeep;

import org.jspecify.annotations.NullMarked;
