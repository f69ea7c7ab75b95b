/** Forgets what nobody asks for any more. */
@NullMarked
package com.kaldrix.monitoring.alert.housekeeping;

import org.jspecify.annotations.NullMarked;
