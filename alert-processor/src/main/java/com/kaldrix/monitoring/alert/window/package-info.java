/** Maintenance windows: times at which certain alerts are kept and counted and nobody is told of them. */
@NullMarked
package com.kaldrix.monitoring.alert.window;

import org.jspecify.annotations.NullMarked;
