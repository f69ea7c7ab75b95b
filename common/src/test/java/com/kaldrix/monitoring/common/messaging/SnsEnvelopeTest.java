package com.kaldrix.monitoring.common.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.common.messaging.SnsEnvelope.Confirmation;
import com.kaldrix.monitoring.common.messaging.SnsEnvelope.Malformed;
import com.kaldrix.monitoring.common.messaging.SnsEnvelope.Message;
import com.kaldrix.monitoring.common.messaging.SnsEnvelope.Unwrapped;
import com.kaldrix.monitoring.common.region.Region;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnsEnvelopeTest {
    private static final String ENVELOPE = """
            {
              "Type" : "Notification",
              "MessageId" : "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324",
              "TopicArn" : "arn:aws:sns:us-west-2:123456789012:prod-kaldrix-alerts",
              "Subject" : "ALARM: x",
              "Message" : "{\\"AlarmName\\":\\"x\\"}",
              "Timestamp" : "2026-03-02T00:54:06.655Z",
              "SignatureVersion" : "1",
              "Signature" : "EXAMPLEw6JRN",
              "SigningCertURL" : "https://sns.us-west-2.amazonaws.com/SimpleNotificationService-f3ecfb7224c7233fe7bb5f59f96de52f.pem",
              "UnsubscribeURL" : "https://sns.us-west-2.amazonaws.com/?Action=Unsubscribe&SubscriptionArn=arn",
              "MessageAttributes" : {
                "kaldrix-notification" : {"Type":"String","Value":"true"},
                "odd" : 3
              }
            }""";

    @Test
    void takesTheBodyOutOfTheEnvelope() {
        InboundMessage message = message(SnsEnvelope.unwrap(ENVELOPE, Map.of("own", "1"), "sqs-1"));

        assertThat(message)
                .isEqualTo(new InboundMessage(
                        "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324",
                        "{\"AlarmName\":\"x\"}",
                        Map.of("kaldrix-notification", "true", "own", "1"),
                        new Region("us-west-2"),
                        "arn:aws:sns:us-west-2:123456789012:prod-kaldrix-alerts",
                        Instant.parse("2026-03-02T00:54:06.655Z")));
        assertThat(message.isOwnNotification()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"AlarmName\":\"x\"}",
                "no JSON, but \"TopicArn\"",
                "",
                "[\"TopicArn\"]",
                "{\"Message\":\"mine\",\"Type\":\"Notification\"}",
                "{\"Message\":\"mine\",\"Type\":\"Notification\",\"TopicArn\":\"elsewhere\"}",
                "{\"Message\":\"mine\",\"Type\":\"Incident\",\"TopicArn\":\"arn:aws:sns:us-east-1:123456789012:t\"}",
            })
    void anythingElseIsTheBodyItself(String body) {
        InboundMessage message = message(SnsEnvelope.unwrap(body, Map.of("a", "b"), "sqs-1"));

        assertThat(message).isEqualTo(new InboundMessage("sqs-1", body, Map.of("a", "b"), null, null, null));
        assertThat(message.isOwnNotification()).isFalse();
        assertThat(message.orFrom(new Region("eu-west-1")).region()).isEqualTo(new Region("eu-west-1"));
    }

    @Test
    void saysWhatAnEnvelopeLacks() {
        assertThat(SnsEnvelope.unwrap(ENVELOPE.replace("\"Message\"", "\"Messag\""), Map.of(), "m"))
                .isEqualTo(
                        new Malformed(
                                "SNS envelope of topic arn:aws:sns:us-west-2:123456789012:prod-kaldrix-alerts: Message is missing"));
        assertThat(SnsEnvelope.unwrap(ENVELOPE.replaceAll("\"Message\" : .*", "\"Message\" : {},"), Map.of(), "m"))
                .isInstanceOf(Malformed.class);
    }

    @Test
    void knowsSubscriptionsFromMessages() {
        String topic = "arn:aws-cn:sns:cn-north-1:123456789012:alerts.fifo";

        assertThat(SnsEnvelope.unwrap(
                        "{\"Type\":\"SubscriptionConfirmation\",\"TopicArn\":\"" + topic
                                + "\",\"Message\":\"You have…\"}",
                        Map.of(),
                        "m"))
                .isEqualTo(new Confirmation("SubscriptionConfirmation", topic));
    }

    @Test
    void theQueuesIdentifierServesWhenSnsGaveNone() {
        assertThat(message(SnsEnvelope.unwrap(ENVELOPE.replace("\"MessageId\"", "\"m\""), Map.of(), "sqs-1"))
                        .id())
                .isEqualTo("sqs-1");
        assertThat(message(SnsEnvelope.unwrap(ENVELOPE.replace("2026-03-02T", "T"), Map.of(), "sqs-1"))
                        .sentAt())
                .isNull();
    }

    private static InboundMessage message(Unwrapped unwrapped) {
        assertThat(unwrapped).isInstanceOf(Message.class);
        return ((Message) unwrapped).message();
    }
}
