@NullMarked
package com.kaldrix.monitoring.anomaly.suppress;

import org.jspecify.annotations.NullMarked;
