@NullMarked
package com.kaldrix.monitoring.metrics.forward.archive;

import org.jspecify.annotations.NullMarked;
