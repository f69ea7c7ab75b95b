@NullMarked
package com.kaldrix.monitoring.metrics.forward.cloudwatch;

import org.jspecify.annotations.NullMarked;
