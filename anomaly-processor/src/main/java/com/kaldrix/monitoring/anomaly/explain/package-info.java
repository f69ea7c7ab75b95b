/** Where in a graph of components a fault most likely began. */
@NullMarked
package com.kaldrix.monitoring.anomaly.explain;

import org.jspecify.annotations.NullMarked;
