/** Time as a dependency, at the speed of the wall clock or faster. */
@NullMarked
package com.kaldrix.monitoring.common.time;

import org.jspecify.annotations.NullMarked;
