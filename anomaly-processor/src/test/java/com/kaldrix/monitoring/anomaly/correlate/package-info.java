@org.jspecify.annotations.NullMarked
package com.kaldrix.monitoring.anomaly.correlate;
