/** Alertmanager's own door: its API v2 and its metrics, for Prometheus, {@code amtool} and whatever else speaks to one. */
@NullMarked
package com.kaldrix.monitoring.alert.alertmanager;

import org.jspecify.annotations.NullMarked;
