@NullMarked
package com.kaldrix.monitoring.metrics;

import org.jspecify.annotations.NullMarked;
