package com.kaldrix.monitoring.local.aws.sns;

import com.kaldrix.monitoring.local.aws.sqs.MessageAttributeValue;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON in which SNS wraps a message unless the subscription is raw, in AWS's order and signed as AWS signs. */
final class Envelope {
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final String endpoint;
    private final SigningKey key;
    private final Clock clock;

    Envelope(String endpoint, SigningKey key, Clock clock) {
        this.endpoint = endpoint;
        this.key = key;
        this.clock = clock;
    }

    String notification(Topic topic, Subscription subscription, Publication publication) {
        String timestamp = now();
        String body = publication.body(subscription.protocol());
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("Type", "Notification");
        fields.put("MessageId", publication.id());
        fields.put("TopicArn", topic.arn());
        String subject = publication.subject();
        if (subject != null) {
            fields.put("Subject", subject);
        }
        fields.put("Message", body);
        fields.put("Timestamp", timestamp);
        sign(topic, fields);
        fields.put("UnsubscribeURL", endpoint + "/?Action=Unsubscribe&SubscriptionArn=" + subscription.arn());
        return json(fields, publication.attributes());
    }

    String confirmation(Topic topic, Subscription subscription, String token) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("Type", "SubscriptionConfirmation");
        fields.put("MessageId", java.util.UUID.randomUUID().toString());
        fields.put("Token", token);
        fields.put("TopicArn", topic.arn());
        fields.put(
                "Message",
                "You have chosen to subscribe to the topic " + topic.arn()
                        + ".\nTo confirm the subscription, visit the SubscribeURL included in this message.");
        fields.put(
                "SubscribeURL", endpoint + "/?Action=ConfirmSubscription&TopicArn=" + topic.arn() + "&Token=" + token);
        fields.put("Timestamp", now());
        sign(topic, fields);
        return json(fields, Map.of());
    }

    private String now() {
        return TIMESTAMP.format(Instant.now(clock));
    }

    private void sign(Topic topic, Map<String, String> fields) {
        String version = topic.attributes().getOrDefault("SignatureVersion", "1");
        StringBuilder text = new StringBuilder();
        fields.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(field -> text.append(field.getKey())
                        .append('\n')
                        .append(field.getValue())
                        .append('\n'));
        fields.put("SignatureVersion", version);
        fields.put("Signature", key.sign(version, text.toString()));
        fields.put("SigningCertURL", endpoint + SigningKey.CERTIFICATE_PATH);
    }

    private static String json(Map<String, String> fields, Map<String, MessageAttributeValue> attributes) {
        StringBuilder json = new StringBuilder("{");
        fields.forEach((name, value) -> field(json, "  ", name).append(quoted(value)));
        if (!attributes.isEmpty()) {
            field(json, "  ", "MessageAttributes").append('{');
            attributes.forEach((name, value) -> field(json, "    ", name)
                    .append("{\"Type\":")
                    .append(quoted(value.dataType()))
                    .append(",\"Value\":")
                    .append(quoted(value.text()))
                    .append('}'));
            json.append("\n  }");
        }
        return json.append("\n}").toString();
    }

    private static StringBuilder field(StringBuilder json, String indent, String name) {
        if (json.charAt(json.length() - 1) != '{') {
            json.append(',');
        }
        return json.append('\n').append(indent).append(quoted(name)).append(" : ");
    }

    private static String quoted(@Nullable String text) {
        return Registry.JSON.writeValueAsString(text);
    }
}
