/** What keeps an alert from being told: silences, windows, conditions, inhibition and time intervals together. */
@NullMarked
package com.kaldrix.monitoring.alert.suppression;

import org.jspecify.annotations.NullMarked;
