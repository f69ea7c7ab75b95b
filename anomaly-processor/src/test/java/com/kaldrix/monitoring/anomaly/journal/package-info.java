@NullMarked
package com.kaldrix.monitoring.anomaly.journal;

import org.jspecify.annotations.NullMarked;
