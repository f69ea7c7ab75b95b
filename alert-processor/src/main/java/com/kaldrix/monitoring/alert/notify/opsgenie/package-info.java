/** Tells Opsgenie. */
@NullMarked
package com.kaldrix.monitoring.alert.notify.opsgenie;

import org.jspecify.annotations.NullMarked;
