/** What the outside world looks like from inside: Slack, PagerDuty, mail and webhooks that record what they receive. */
@NullMarked
package com.kaldrix.monitoring.local.sink;

import org.jspecify.annotations.NullMarked;
