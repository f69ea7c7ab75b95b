@NullMarked
package com.kaldrix.monitoring.metrics.intake;

import org.jspecify.annotations.NullMarked;
