package com.kaldrix.monitoring.local.aws.sns;

/**
 * What SNS answers.
 *
 * @param status of HTTP
 * @param xml the body
 */
public record SnsReply(int status, String xml) {}
