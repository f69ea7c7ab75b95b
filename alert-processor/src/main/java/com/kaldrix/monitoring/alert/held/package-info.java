/** Which alerts a maintenance window or a condition has kept from being told: counted, and told of when they may be heard. */
@NullMarked
package com.kaldrix.monitoring.alert.held;

import org.jspecify.annotations.NullMarked;
