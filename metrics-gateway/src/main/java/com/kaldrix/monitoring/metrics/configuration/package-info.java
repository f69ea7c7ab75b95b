/** The two files of the configuration, and what follows from them. */
@NullMarked
package com.kaldrix.monitoring.metrics.configuration;

import org.jspecify.annotations.NullMarked;
