/** A night on call, told in a minute: {@code ./kaldrix demo}. */
@NullMarked
package com.kaldrix.monitoring.local.demo;

import org.jspecify.annotations.NullMarked;
