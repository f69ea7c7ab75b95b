@NullMarked
package com.kaldrix.monitoring.metrics.configuration;

import org.jspecify.annotations.NullMarked;
