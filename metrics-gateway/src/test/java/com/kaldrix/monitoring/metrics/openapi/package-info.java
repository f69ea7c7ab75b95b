@NullMarked
package com.kaldrix.monitoring.metrics.openapi;

import org.jspecify.annotations.NullMarked;
