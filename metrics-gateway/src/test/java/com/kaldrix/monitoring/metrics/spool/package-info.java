@NullMarked
package com.kaldrix.monitoring.metrics.spool;

import org.jspecify.annotations.NullMarked;
