@NullMarked
package com.kaldrix.monitoring.anomaly.intake;

import org.jspecify.annotations.NullMarked;
