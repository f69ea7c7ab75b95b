/** The suite's own alert signals. */
@NullMarked
package com.kaldrix.monitoring.alert.intake.signal;

import org.jspecify.annotations.NullMarked;
