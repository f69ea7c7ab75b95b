@NullMarked
package com.kaldrix.monitoring.anomaly.api;

import org.jspecify.annotations.NullMarked;
