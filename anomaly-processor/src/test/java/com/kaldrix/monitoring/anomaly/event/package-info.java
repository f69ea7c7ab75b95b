@NullMarked
package com.kaldrix.monitoring.anomaly.event;

import org.jspecify.annotations.NullMarked;
