/** What a start costs. */
@NullMarked
package com.kaldrix.monitoring.bench.start;

import org.jspecify.annotations.NullMarked;
