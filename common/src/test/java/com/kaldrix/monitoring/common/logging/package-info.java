/** Tests of logs, defaults and traces. */
@NullMarked
package com.kaldrix.monitoring.common.logging;

import org.jspecify.annotations.NullMarked;
