/** Logs that machines read and people understand: their format, what runs through them, and every service's defaults. */
@NullMarked
package com.kaldrix.monitoring.common.logging;

import org.jspecify.annotations.NullMarked;
