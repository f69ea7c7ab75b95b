/** SQS: one space of queues for each region, run by ElasticMQ and kept over a restart by a journal. */
@NullMarked
package com.kaldrix.monitoring.local.aws.sqs;

import org.jspecify.annotations.NullMarked;
