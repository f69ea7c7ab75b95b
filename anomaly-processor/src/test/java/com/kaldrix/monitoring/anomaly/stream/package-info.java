@NullMarked
package com.kaldrix.monitoring.anomaly.stream;

import org.jspecify.annotations.NullMarked;
