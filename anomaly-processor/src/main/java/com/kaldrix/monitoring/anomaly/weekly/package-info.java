/** Once a week: what will run out, what becomes slower, and what is not used. */
@NullMarked
package com.kaldrix.monitoring.anomaly.weekly;

import org.jspecify.annotations.NullMarked;
