/** Tests of the clocks. */
@NullMarked
package com.kaldrix.monitoring.common.time;

import org.jspecify.annotations.NullMarked;
