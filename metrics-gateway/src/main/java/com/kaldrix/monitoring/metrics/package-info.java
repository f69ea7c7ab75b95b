/** Takes metrics in, computes KPIs of them, keeps them and passes them on. */
@NullMarked
package com.kaldrix.monitoring.metrics;

import org.jspecify.annotations.NullMarked;
