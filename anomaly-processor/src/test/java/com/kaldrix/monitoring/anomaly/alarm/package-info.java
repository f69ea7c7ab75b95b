@NullMarked
package com.kaldrix.monitoring.anomaly.alarm;

import org.jspecify.annotations.NullMarked;
