/** Behaviour over time, on a real database and real channels, with a clock that is set by hand. */
@NullMarked
package com.kaldrix.monitoring.alert.story;

import org.jspecify.annotations.NullMarked;
