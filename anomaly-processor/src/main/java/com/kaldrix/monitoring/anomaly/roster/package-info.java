/** Which series are looked at, and how it stands with each. */
@NullMarked
package com.kaldrix.monitoring.anomaly.roster;

import org.jspecify.annotations.NullMarked;
