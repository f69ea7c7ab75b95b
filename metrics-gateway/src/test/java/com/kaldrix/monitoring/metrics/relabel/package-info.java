@NullMarked
package com.kaldrix.monitoring.metrics.relabel;

import org.jspecify.annotations.NullMarked;
