package com.kaldrix.monitoring.local.aws.sns;

import com.kaldrix.monitoring.local.aws.sqs.MessageAttributeValue;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * One published message, checked.
 *
 * @param id of SNS
 * @param subject null when there is none
 * @param bodies by protocol; what is not named there gets {@code default}
 * @param attributes by name
 */
record Publication(
        String id,
        @Nullable String subject,
        Map<String, String> bodies,
        Map<String, MessageAttributeValue> attributes) {
    static final int LARGEST = 256 * 1024;

    private static final String DEFAULT = "default";
    private static final int LONGEST_SUBJECT = 100;

    /** Reads the parameters that Publish and the entries of PublishBatch share. */
    static Publication parse(SnsParameters parameters) {
        if (parameters.optional("MessageDeduplicationId") != null) {
            throw SnsFault.invalidParameter("MessageDeduplicationId Reason: The request includes MessageDeduplicationId"
                    + " parameter that is not valid for this topic type");
        }
        String message = parameters.required("Message");
        if (message.isEmpty()) {
            throw SnsFault.invalidParameter("Empty message");
        }
        Publication publication = new Publication(
                UUID.randomUUID().toString(),
                subject(parameters.optional("Subject")),
                bodies(message, parameters.optional("MessageStructure")),
                parameters.messageAttributes());
        if (MessageAttributes.bytes(message) + MessageAttributes.weight(publication.attributes()) > LARGEST) {
            throw SnsFault.invalidParameter("Message too long");
        }
        return publication;
    }

    String body(String protocol) {
        return bodies.getOrDefault(protocol, bodies.getOrDefault(DEFAULT, ""));
    }

    /** What counts towards the limit of a batch, in bytes. */
    int weight() {
        return MessageAttributes.bytes(body(DEFAULT)) + MessageAttributes.weight(attributes);
    }

    private static @Nullable String subject(@Nullable String subject) {
        if (subject == null) {
            return null;
        }
        boolean fits = !subject.isEmpty()
                && subject.length() <= LONGEST_SUBJECT
                && !Character.isWhitespace(subject.charAt(0))
                && subject.chars().noneMatch(Character::isISOControl);
        if (!fits) {
            throw SnsFault.invalidParameter("Subject");
        }
        return subject;
    }

    private static Map<String, String> bodies(String message, @Nullable String structure) {
        if (structure == null || structure.isEmpty()) {
            return Map.of(DEFAULT, message);
        }
        if (!structure.equals("json")) {
            throw SnsFault.invalidParameter("MessageStructure");
        }
        Map<String, String> bodies = new HashMap<>();
        try {
            JsonNode parsed = Registry.JSON.readTree(message);
            parsed.forEachEntry((protocol, body) -> {
                if (body.isString()) {
                    bodies.put(protocol, body.stringValue());
                }
            });
        } catch (JacksonException broken) {
            throw SnsFault.invalidParameter("Message Structure - JSON message body failed to parse");
        }
        if (!bodies.containsKey(DEFAULT)) {
            throw SnsFault.invalidParameter("Message Structure - No default entry in JSON message body");
        }
        return bodies;
    }
}
