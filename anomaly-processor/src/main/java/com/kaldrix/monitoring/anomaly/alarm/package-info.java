/** Anomaly-band alarms of CloudWatch: they are joined with our own events. */
@NullMarked
package com.kaldrix.monitoring.anomaly.alarm;

import org.jspecify.annotations.NullMarked;
