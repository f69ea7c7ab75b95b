/** Alert-processor beside Alertmanager: the same alerts by the same door. */
@NullMarked
package com.kaldrix.monitoring.bench.alerts;

import org.jspecify.annotations.NullMarked;
