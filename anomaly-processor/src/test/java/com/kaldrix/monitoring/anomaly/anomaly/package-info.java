@NullMarked
package com.kaldrix.monitoring.anomaly.anomaly;

import org.jspecify.annotations.NullMarked;
