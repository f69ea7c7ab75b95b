package com.kaldrix.monitoring.local.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.BatchRequestTooLongException;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.SnsException;
import software.amazon.awssdk.services.sns.model.Tag;
import software.amazon.awssdk.services.sqs.SqsClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * The ground of the contract kit: clients of AWS's own SDK, the words in which the tests speak, and the expectations that a
 * stand-in for AWS may override where it is known to differ. An override says how it differs, and fails once it no longer
 * does.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AwsContract {
    static final String HOME = "us-east-1";
    static final String AWAY = "eu-west-1";
    static final JsonMapper JSON = JsonMapper.builder().build();

    private @Nullable AwsClients clients;

    /** Where the thing under test listens. */
    abstract URI endpoint();

    @BeforeAll
    void connect() {
        clients = new AwsClients(endpoint());
    }

    @AfterAll
    void disconnect() {
        if (clients != null) {
            clients.close();
        }
    }

    /** AWS refuses a topic of another region as a wrong parameter. */
    Class<? extends SnsException> refusalOfAnotherRegionsTopic() {
        return InvalidParameterException.class;
    }

    /** AWS signs by version 1 unless the topic says otherwise. */
    String signatureVersion() {
        return "1";
    }

    /** AWS refuses a message without a body. */
    void emptyMessagesAreRefused(ThrowingCallable publish) {
        assertThatThrownBy(publish).isInstanceOf(InvalidParameterException.class);
    }

    /** AWS refuses a message by protocol that has no default. */
    void messagesByProtocolNeedADefault(ThrowingCallable publish) {
        assertThatThrownBy(publish).isInstanceOf(InvalidParameterException.class);
    }

    /** AWS limits a batch as it limits a message, to 256 KiB altogether. */
    void batchesAreLimitedAltogether(ThrowingCallable publish) {
        assertThatThrownBy(publish).isInstanceOf(BatchRequestTooLongException.class);
    }

    /** AWS hands a binary attribute of a raw delivery on as it was. */
    void binaryAttributesPass(byte[] sent, TestQueue queue) {
        assertThat(queue.take(1).getFirst().messageAttributes().get("digest"))
                .satisfies(
                        value -> assertThat(value.binaryValue().asByteArray()).isEqualTo(sent));
    }

    SnsClient sns() {
        return sns(HOME);
    }

    SnsClient sns(String region) {
        return clients().sns(region);
    }

    SqsClient sqs(String region) {
        return clients().sqs(region);
    }

    String createTopic(String name) {
        return sns().createTopic(request -> request.name(name)).topicArn();
    }

    TestQueue createQueue() {
        return TestQueue.create(sqs(HOME), unique(), Map.of());
    }

    String subscribeRaw(String topic, TestQueue queue) {
        return subscribe(topic, queue, Map.of("RawMessageDelivery", "true"));
    }

    String subscribe(String topic, TestQueue queue, Map<String, String> attributes) {
        return sns().subscribe(request -> request.topicArn(topic)
                        .protocol("sqs")
                        .endpoint(queue.arn())
                        .attributes(attributes)
                        .returnSubscriptionArn(true))
                .subscriptionArn();
    }

    void publish(String topic, String message) {
        sns().publish(request -> request.topicArn(topic).message(message));
    }

    static String unique() {
        return "t-" + UUID.randomUUID();
    }

    private AwsClients clients() {
        AwsClients connected = clients;
        if (connected == null) {
            throw new IllegalStateException("not connected");
        }
        return connected;
    }

    void batch(String topic, List<PublishBatchRequestEntry> entries) {
        sns().publishBatch(request -> request.topicArn(topic).publishBatchRequestEntries(entries));
    }

    Map<String, String> topicAttributes(String arn) {
        return sns().getTopicAttributes(request -> request.topicArn(arn)).attributes();
    }

    Map<String, String> subscriptionAttributes(String arn) {
        return sns().getSubscriptionAttributes(request -> request.subscriptionArn(arn))
                .attributes();
    }

    void setSubscriptionAttribute(String arn, String name, String value) {
        sns().setSubscriptionAttributes(request ->
                request.subscriptionArn(arn).attributeName(name).attributeValue(value));
    }

    static List<PublishBatchRequestEntry> entries(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> PublishBatchRequestEntry.builder()
                        .id("entry-" + i)
                        .message("message " + i)
                        .messageAttributes(Map.of("number", number(Integer.toString(i))))
                        .build())
                .toList();
    }

    static PublishBatchRequestEntry entry(String id, String message) {
        return PublishBatchRequestEntry.builder().id(id).message(message).build();
    }

    static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    static MessageAttributeValue text(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
    }

    static MessageAttributeValue number(String value) {
        return MessageAttributeValue.builder()
                .dataType("Number")
                .stringValue(value)
                .build();
    }

    /** Reads {@code name=text,name=#number,name=@array}. */
    static Map<String, MessageAttributeValue> attributes(String written) {
        Map<String, MessageAttributeValue> attributes = new java.util.HashMap<>();
        for (String each : written.contains("@") ? new String[] {written} : written.split(",", -1)) {
            String name = each.substring(0, each.indexOf('='));
            String value = each.substring(each.indexOf('=') + 1);
            attributes.put(
                    name,
                    switch (value.charAt(0)) {
                        case '#' -> number(value.substring(1));
                        case '@' ->
                            MessageAttributeValue.builder()
                                    .dataType("String.Array")
                                    .stringValue(value.substring(1).replace('\'', '"'))
                                    .build();
                        default -> text(value);
                    });
        }
        return attributes;
    }
}
