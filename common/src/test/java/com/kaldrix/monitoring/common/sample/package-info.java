/** A service as small as can be, behind the door and with the answers that all services have. */
@NullMarked
package com.kaldrix.monitoring.common.sample;

import org.jspecify.annotations.NullMarked;
