/** Clients of AWS, for each region one. */
@NullMarked
package com.kaldrix.monitoring.metrics.aws;

import org.jspecify.annotations.NullMarked;
