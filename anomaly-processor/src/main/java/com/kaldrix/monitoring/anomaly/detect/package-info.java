/** One file per detector, each behind the port Detector. */
@NullMarked
package com.kaldrix.monitoring.anomaly.detect;

import org.jspecify.annotations.NullMarked;
