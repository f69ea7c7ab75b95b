/** Sources that must speak from time to time, and whose silence is an alert. */
@NullMarked
package com.kaldrix.monitoring.alert.heartbeat;

import org.jspecify.annotations.NullMarked;
