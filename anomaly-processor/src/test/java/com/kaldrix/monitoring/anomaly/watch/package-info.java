@NullMarked
package com.kaldrix.monitoring.anomaly.watch;

import org.jspecify.annotations.NullMarked;
