/** Forgets what nobody asks for any more, and does what is to be done from time to time. */
@NullMarked
package com.kaldrix.monitoring.anomaly.housekeeping;

import org.jspecify.annotations.NullMarked;
