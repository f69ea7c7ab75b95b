/** Queues of SQS with their dead-letter queues. A service that reads queues brings the SDK's {@code sqs}. */
@NullMarked
package com.kaldrix.monitoring.common.queue;

import org.jspecify.annotations.NullMarked;
