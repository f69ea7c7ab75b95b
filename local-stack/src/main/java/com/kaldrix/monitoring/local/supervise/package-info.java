/** Processes of the suite: started without a shell, watched, restarted and stopped within a bound. */
@NullMarked
package com.kaldrix.monitoring.local.supervise;

import org.jspecify.annotations.NullMarked;
