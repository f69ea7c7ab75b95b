/** Windows of many series become readings of each, in the order of time, and are looked at as they come. */
@NullMarked
package com.kaldrix.monitoring.anomaly.stream;

import org.jspecify.annotations.NullMarked;
