package com.kaldrix.monitoring.alert.notify.sns;

import com.kaldrix.monitoring.alert.notify.Letter;
import com.kaldrix.monitoring.alert.notify.Notification;
import com.kaldrix.monitoring.alert.notify.PlainText;
import com.kaldrix.monitoring.alert.notify.Wording;
import com.kaldrix.monitoring.alert.receiver.SnsIntegration;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import tools.jackson.databind.json.JsonMapper;

/**
 * A notification as a message to a topic: the letter for all, and for telephones one that fits into a few short messages.
 * Message attributes let a subscription filter, and let this service know its own notifications when they come back to it.
 */
final class SnsMessage {
    /** Present, with the value {@code true}, on every notification that this service publishes. */
    static final String NOTIFICATION = "kaldrix-notification";

    private static final int SUBJECT = 100;
    private static final int SMS = 300;
    /** SNS takes 256 KB in all. */
    private static final int LETTER = 60_000;

    /** docs.aws.amazon.com/sns, "Publishing SMS messages to a mobile phone". */
    private static final int TEXT_MESSAGE = 1600;

    private static final int PUSH = 2000;
    private static final int ATTRIBUTE = 256;
    /** SQS takes no message with more, and drops it without a word when it comes raw from a topic. */
    private static final int MOST_ATTRIBUTES = 10;

    private static final Pattern ATTRIBUTE_NAME =
            Pattern.compile("(?!(?i:AWS\\.|Amazon\\.))[A-Za-z0-9_-]" + "(\\.?[A-Za-z0-9_-]){0,127}");
    /** Who sends a text message and at which price, and how long a push is worth something. */
    private static final Pattern OF_TELEPHONES = Pattern.compile("AWS\\.(SNS|MM)(\\.[A-Za-z0-9_-]+){1,6}");

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    private final SnsIntegration integration;
    private final Notification notification;

    SnsMessage(SnsIntegration integration, Notification notification) {
        this.integration = integration;
        this.notification = notification;
    }

    void fill(PublishRequest.Builder request) {
        SnsIntegration.Target target = integration.target();
        request.messageAttributes(attributes());
        if (!target.phoneNumber().isEmpty()) {
            request.phoneNumber(target.phoneNumber()).message(brief(TEXT_MESSAGE));
            return;
        }
        request.subject(subject());
        if (!target.targetArn().isEmpty()) {
            request.targetArn(target.targetArn()).message(brief(PUSH));
            return;
        }
        request.topicArn(target.topicArn()).messageStructure("json").message(message());
        if (target.topicArn().endsWith(".fifo")) {
            request.messageGroupId(notification.incident().id().toString())
                    .messageDeduplicationId(notification.delivery().toString());
        }
    }

    /** For one telephone: what the configuration says, or else the headline with an address. */
    private String brief(int most) {
        return integration.words().message().isBlank() ? shortest() : PlainText.clip(letter(), most);
    }

    private String shortest() {
        String incident = notification.incident().url().toString();
        return PlainText.clip(Wording.headline(notification), Math.max(60, SMS - incident.length())) + " " + incident;
    }

    private String message() {
        return JsonMapper.shared()
                .createObjectNode()
                .put("default", letter())
                .put("sms", shortest())
                .toString();
    }

    /** What the configuration says, led by what a reader must see; else the letter. */
    private String letter() {
        if (integration.words().message().isBlank()) {
            return Letter.of(notification);
        }
        String notes = String.join(
                "",
                Wording.notes(notification).stream()
                        .map(note -> "! " + note + "\n")
                        .toList());
        return PlainText.clip(notes + integration.words().message(), LETTER);
    }

    /** SNS takes printable ASCII only and nothing that begins with a blank. */
    private String subject() {
        String wanted = integration.words().subject().isBlank()
                ? Wording.headline(notification)
                : integration.words().subject();
        String simple = Normalizer.normalize(PlainText.line(wanted, 4 * SUBJECT), Normalizer.Form.NFKD);
        StringBuilder ascii = new StringBuilder();
        MARKS.matcher(simple).replaceAll("").codePoints().map(SnsMessage::ascii).forEach(ascii::appendCodePoint);
        String text = ascii.toString().strip();
        if (text.length() > SUBJECT) {
            text = text.substring(0, SUBJECT - 3) + "...";
        }
        return text;
    }

    private static int ascii(int c) {
        if (c >= ' ' && c <= '~') {
            return c;
        }
        return switch (c) {
            case '–', '—', '‐', '−' -> '-';
            case '‘', '’' -> '\'';
            case '“', '”' -> '"';
            default -> '?';
        };
    }

    private Map<String, MessageAttributeValue> attributes() {
        Map<String, MessageAttributeValue> attributes = new LinkedHashMap<>();
        boolean topic = !integration.target().topicArn().isEmpty();
        if (!topic) {
            new TreeMap<>(integration.attributes()).forEach((name, value) -> {
                if (ATTRIBUTE_NAME.matcher(name).matches()
                        || OF_TELEPHONES.matcher(name).matches()) {
                    put(attributes, name, value);
                }
            });
            return attributes;
        }
        put(attributes, NOTIFICATION, "true");
        put(attributes, "severity", notification.incident().severity().name());
        put(attributes, "kind", notification.kind().name());
        put(attributes, "incident", notification.incident().id().toString());
        put(attributes, "delivery", notification.delivery().toString());
        new TreeMap<>(integration.attributes()).forEach((name, value) -> {
            if (ATTRIBUTE_NAME.matcher(name).matches() && !attributes.containsKey(name)) {
                put(attributes, name, value);
            }
        });
        return attributes;
    }

    private static void put(Map<String, MessageAttributeValue> attributes, String name, String value) {
        String text = PlainText.line(value, ATTRIBUTE);
        if (!text.isEmpty() && attributes.size() < MOST_ATTRIBUTES) {
            attributes.put(
                    name,
                    MessageAttributeValue.builder()
                            .dataType("String")
                            .stringValue(text)
                            .build());
        }
    }
}
