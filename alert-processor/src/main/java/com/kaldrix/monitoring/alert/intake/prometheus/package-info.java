/** Alerts as Prometheus posts them to an Alertmanager. */
@NullMarked
package com.kaldrix.monitoring.alert.intake.prometheus;

import org.jspecify.annotations.NullMarked;
