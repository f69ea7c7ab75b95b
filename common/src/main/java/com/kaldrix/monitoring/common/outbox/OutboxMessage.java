package com.kaldrix.monitoring.common.outbox;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

/**
 * A message to a topic.
 *
 * @param id identity, by which consumers recognise a repetition; UUIDv7, because it is also the order of sending
 * @param topic logical name of the topic, such as {@code events} or {@code alerts}
 * @param type type of the event, such as {@code com.kaldrix.alert.signal.v1}; sent as attribute {@code type} as well
 * @param body what is sent, as it is sent
 * @param attributes further message attributes, at most nine; neither names nor values are empty
 */
public record OutboxMessage(UUID id, String topic, String type, String body, Map<String, String> attributes) {
    /** The attribute that holds the type. */
    public static final String TYPE = "type";

    /** SNS hands at most ten attributes on to a queue with raw delivery; one of them is the type. */
    private static final int MOST_ATTRIBUTES = 9;

    /** What SNS adds to the size of an attribute: the name of its data type. */
    private static final int DATA_TYPE = "String".length();

    /** @throws IllegalArgumentException if a text is empty or cannot be stored or sent */
    public OutboxMessage {
        attributes = Map.copyOf(attributes);
        require(topic, "topic");
        require(type, "type");
        require(body, "body");
        if (attributes.size() > MOST_ATTRIBUTES || attributes.containsKey(TYPE)) {
            throw new IllegalArgumentException(
                    "a message has at most nine attributes, 'type' not among them: " + attributes.keySet());
        }
        attributes.forEach((name, value) -> {
            require(name, "attribute name");
            require(value, "attribute " + name);
        });
    }

    /** The size by which SNS limits a message and a batch: the UTF-8 bytes of body and attributes. */
    public int bytes() {
        int bytes = utf8(body) + utf8(TYPE) + utf8(type) + DATA_TYPE;
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            bytes += utf8(attribute.getKey()) + utf8(attribute.getValue()) + DATA_TYPE;
        }
        return bytes;
    }

    private static void require(String text, String what) {
        if (text.isEmpty() || text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a message's " + what + " is empty or holds a NUL character");
        }
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
