/** A topic of Amazon SNS, whose subscriptions tell people. */
@NullMarked
package com.kaldrix.monitoring.alert.notify.sns;

import org.jspecify.annotations.NullMarked;
