/** Series whose readings are kept for a while, so that several of them can be looked at together, and ahead. */
@NullMarked
package com.kaldrix.monitoring.anomaly.follow;

import org.jspecify.annotations.NullMarked;
