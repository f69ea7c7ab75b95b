package com.kaldrix.monitoring.local.aws.sqs;

import java.util.Map;

/**
 * A message that SNS puts into a queue.
 *
 * @param body the text that a receiver sees
 * @param attributes by name, at most ten
 */
public record OutgoingMessage(String body, Map<String, MessageAttributeValue> attributes) {

    public OutgoingMessage {
        attributes = Map.copyOf(attributes);
    }
}
