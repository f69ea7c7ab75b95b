/** Flapping: alerts that come and go again and again, and what becomes of the pages about them. */
@NullMarked
package com.kaldrix.monitoring.alert.flap;

import org.jspecify.annotations.NullMarked;
