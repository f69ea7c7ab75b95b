package com.kaldrix.monitoring.common.messaging;

import com.kaldrix.monitoring.common.region.Region;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One message as its producer sent it, whichever way it came.
 *
 * @param id identity for deduplication: the id that SNS gave, which survives a second delivery to the queue; the queue's own
 *     id when the message came raw
 * @param body what the producer wrote
 * @param attributes message attributes by name; never null
 * @param region where the topic is; null when that is not known
 * @param topicArn topic that it came through; null when it came raw or without one
 * @param sentAt when the topic took it; null when that is not known
 */
public record InboundMessage(
        String id,
        String body,
        Map<String, String> attributes,
        @Nullable Region region,
        @Nullable String topicArn,
        @Nullable Instant sentAt) {
    /**
     * Attribute with the value {@code true} on every notification for people that the suite publishes to a topic. Whoever
     * reads alerts drops what carries it: should notifications go to the topic that alerts come from, there is no loop.
     */
    public static final String NOTIFICATION_ATTRIBUTE = "kaldrix-notification";

    public InboundMessage {
        attributes = Map.copyOf(attributes);
    }

    /** Whether this is one of our own notifications for people, which is never an input. */
    public boolean isOwnNotification() {
        return "true".equalsIgnoreCase(attributes.get(NOTIFICATION_ATTRIBUTE));
    }

    /** This message, said to come from {@code known} unless it says itself where it comes from. */
    public InboundMessage orFrom(Region known) {
        return region != null ? this : new InboundMessage(id, body, attributes, known, topicArn, sentAt);
    }
}
