/** Pages for people. */
@NullMarked
package com.kaldrix.monitoring.anomaly.page;

import org.jspecify.annotations.NullMarked;
