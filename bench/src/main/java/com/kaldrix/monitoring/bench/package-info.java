/** Measures the suite: what it costs, and what it does when parts of it die. */
@NullMarked
package com.kaldrix.monitoring.bench;

import org.jspecify.annotations.NullMarked;
