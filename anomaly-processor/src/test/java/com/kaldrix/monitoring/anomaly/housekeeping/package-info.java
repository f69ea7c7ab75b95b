@NullMarked
package com.kaldrix.monitoring.anomaly.housekeeping;

import org.jspecify.annotations.NullMarked;
