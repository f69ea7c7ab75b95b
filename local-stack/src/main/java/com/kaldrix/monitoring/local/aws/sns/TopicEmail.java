package com.kaldrix.monitoring.local.aws.sns;

/**
 * What SNS would send to a mailbox.
 *
 * @param subject of the mail
 * @param text of the mail
 */
public record TopicEmail(String subject, String text) {}
