/** Storms: when so many incidents are opened at once that one page must stand for them. */
@NullMarked
package com.kaldrix.monitoring.alert.storm;

import org.jspecify.annotations.NullMarked;
