/** PagerDuty's Events API v2. */
@NullMarked
package com.kaldrix.monitoring.alert.notify.pagerduty;

import org.jspecify.annotations.NullMarked;
