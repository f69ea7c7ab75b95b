package com.kaldrix.monitoring.common.messaging;

import com.kaldrix.monitoring.common.messaging.BoundedJson.UnreadableJson;
import com.kaldrix.monitoring.common.region.Region;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Takes a message from a queue out of what SNS may have put around it. A subscription with raw message delivery hands over
 * the body alone, with the message attributes as the queue's; any other wraps it in JSON (Amazon SNS Developer Guide,
 * "HTTP/HTTPS notification JSON format", which queues get as well).
 *
 * <p>An envelope is an object whose {@code Type} is one of SNS's and whose {@code TopicArn} is the ARN of a topic; any other
 * text, one with a {@code Message} of its own too, is the body.
 */
public final class SnsEnvelope {
    /** Largest message that a queue carries, 1 MiB, and what escaping adds to it. */
    private static final int MAX_LENGTH = 4 << 20;

    private static final Set<String> TYPES =
            Set.of("Notification", "SubscriptionConfirmation", "UnsubscribeConfirmation");
    private static final Pattern TOPIC = Pattern.compile("arn:[a-z0-9-]+:sns:([a-z0-9-]+):\\d*:[\\w-]+(\\.fifo)?");
    private static final BoundedJson JSON = new BoundedJson(MAX_LENGTH);

    private SnsEnvelope() {}

    /** What came out. */
    public sealed interface Unwrapped {}

    /** A message for the consumer. */
    public record Message(InboundMessage message) implements Unwrapped {}

    /** SNS speaks for itself: a subscription was asked for or ended. Nothing for the consumer. */
    public record Confirmation(String type, String topicArn) implements Unwrapped {}

    /** An envelope of SNS that does not hold what it must. */
    public record Malformed(String reason) implements Unwrapped {}

    /**
     * @param body the queue message's body
     * @param sqsAttributes the queue message's own attributes, which with raw delivery are the producer's
     * @param messageId the queue message's id
     */
    public static Unwrapped unwrap(String body, Map<String, String> sqsAttributes, String messageId) {
        JsonNode json = parse(body);
        Matcher topic = TOPIC.matcher(json == null ? "" : json.path("TopicArn").stringValue(""));
        String type = json == null ? "" : json.path("Type").stringValue("");
        if (json == null || !TYPES.contains(type) || !topic.matches()) {
            return new Message(new InboundMessage(messageId, body, sqsAttributes, null, null, null));
        }
        if (!type.equals("Notification")) {
            return new Confirmation(type, topic.group());
        }
        JsonNode message = json.path("Message");
        if (!message.isString()) {
            return new Malformed("SNS envelope of topic " + topic.group() + ": Message is "
                    + (message.isMissingNode() ? "missing" : "no text"));
        }
        return new Message(new InboundMessage(
                json.path("MessageId").stringValue(messageId),
                message.stringValue(),
                attributes(sqsAttributes, json.path("MessageAttributes")),
                Region.find(topic.group(1)).orElse(null),
                topic.group(),
                time(json.path("Timestamp").stringValue(""))));
    }

    private static @Nullable JsonNode parse(String body) {
        if (!body.contains("\"TopicArn\"")) {
            return null;
        }
        try {
            return JSON.read(body);
        } catch (UnreadableJson e) {
            return null;
        }
    }

    private static Map<String, String> attributes(Map<String, String> sqsAttributes, JsonNode wrapped) {
        Map<String, String> all = new HashMap<>(sqsAttributes);
        wrapped.forEachEntry((name, attribute) -> {
            if (attribute.path("Value").isString()) {
                all.put(name, attribute.path("Value").stringValue());
            }
        });
        return all;
    }

    private static @Nullable Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
