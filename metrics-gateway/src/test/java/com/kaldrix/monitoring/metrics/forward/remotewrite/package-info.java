@NullMarked
package com.kaldrix.monitoring.metrics.forward.remotewrite;

import org.jspecify.annotations.NullMarked;
