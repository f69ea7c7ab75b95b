/** What it costs to take alerts in and to show them, and what is told when things go wrong, beside Prometheus' Alertmanager. */
@NullMarked
package com.kaldrix.monitoring.bench.alerts;

import org.jspecify.annotations.NullMarked;
