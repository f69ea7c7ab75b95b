@NullMarked
package com.kaldrix.monitoring.anomaly.roster;

import org.jspecify.annotations.NullMarked;
