@NullMarked
package com.kaldrix.monitoring.metrics.restore;

import org.jspecify.annotations.NullMarked;
