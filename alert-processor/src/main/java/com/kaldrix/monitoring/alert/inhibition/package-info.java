/** Inhibition: an alert that keeps others quiet while it fires. */
@NullMarked
package com.kaldrix.monitoring.alert.inhibition;

import org.jspecify.annotations.NullMarked;
