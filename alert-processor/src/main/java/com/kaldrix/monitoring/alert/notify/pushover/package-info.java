/** Tells Pushover. */
@NullMarked
package com.kaldrix.monitoring.alert.notify.pushover;

import org.jspecify.annotations.NullMarked;
