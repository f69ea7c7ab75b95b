/** Answers that people give where they were told: Slack's buttons, PagerDuty's webhooks. */
@NullMarked
package com.kaldrix.monitoring.alert.callback;

import org.jspecify.annotations.NullMarked;
