@NullMarked
package com.kaldrix.monitoring.anomaly.detector;

import org.jspecify.annotations.NullMarked;
