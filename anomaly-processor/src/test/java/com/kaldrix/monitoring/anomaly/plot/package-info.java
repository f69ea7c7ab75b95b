@NullMarked
package com.kaldrix.monitoring.anomaly.plot;

import org.jspecify.annotations.NullMarked;
