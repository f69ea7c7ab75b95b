@NullMarked
package com.kaldrix.monitoring.anomaly.respond;

import org.jspecify.annotations.NullMarked;
