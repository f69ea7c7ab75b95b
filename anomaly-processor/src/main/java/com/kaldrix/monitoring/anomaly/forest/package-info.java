/** Forests of single series: who has some, within a budget in bytes, and where those rest that have nothing to do. */
@NullMarked
package com.kaldrix.monitoring.anomaly.forest;

import org.jspecify.annotations.NullMarked;
