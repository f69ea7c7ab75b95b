/** SNS: topics, subscriptions and what is published, delivered into the queues of any region, to web addresses and mailboxes. */
@NullMarked
package com.kaldrix.monitoring.local.aws.sns;

import org.jspecify.annotations.NullMarked;
