/** Alertmanager's webhook: JSON of version 4 by POST. */
@NullMarked
package com.kaldrix.monitoring.alert.notify.webhook;

import org.jspecify.annotations.NullMarked;
