/** Times of the week and the year at which a route speaks or keeps quiet. */
@NullMarked
package com.kaldrix.monitoring.alert.interval;

import org.jspecify.annotations.NullMarked;
