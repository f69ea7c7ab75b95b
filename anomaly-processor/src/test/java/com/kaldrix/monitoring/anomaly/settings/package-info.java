@NullMarked
package com.kaldrix.monitoring.anomaly.settings;

import org.jspecify.annotations.NullMarked;
