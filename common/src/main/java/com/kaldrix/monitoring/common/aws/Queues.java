package com.kaldrix.monitoring.common.aws;

import com.kaldrix.monitoring.common.region.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Makes clients of SQS. */
@FunctionalInterface
public interface Queues {
    /** A client of this region's queues; the caller closes it. */
    SqsClient in(Region region);
}
