/** When series will reach what they must not reach. */
@NullMarked
package com.kaldrix.monitoring.anomaly.outlook;

import org.jspecify.annotations.NullMarked;
