/** What keeps an alert from being told: silences, inhibition and time intervals together. */
@NullMarked
package com.kaldrix.monitoring.alert.suppression;

import org.jspecify.annotations.NullMarked;
