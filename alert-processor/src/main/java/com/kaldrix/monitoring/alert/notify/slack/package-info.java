/** Slack: incoming webhooks, and the Web API with one message per incident that is kept up to date. */
@NullMarked
package com.kaldrix.monitoring.alert.notify.slack;

import org.jspecify.annotations.NullMarked;
