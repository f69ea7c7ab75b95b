package com.kaldrix.monitoring.local.aws.sqs;

import org.jspecify.annotations.Nullable;

/**
 * What SQS answered.
 *
 * @param status of HTTP
 * @param contentType null when there is no body
 * @param body never changed by a receiver
 */
@SuppressWarnings("ArrayRecordComponent")
public record SqsReply(int status, @Nullable String contentType, byte[] body) {}
