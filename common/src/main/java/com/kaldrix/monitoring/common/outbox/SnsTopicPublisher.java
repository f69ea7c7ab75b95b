package com.kaldrix.monitoring.common.outbox;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;
import software.amazon.awssdk.services.sns.model.SnsException;

/** Publishes to SNS in batches. */
public final class SnsTopicPublisher implements TopicPublisher {
    private final SnsClient sns;
    private final TopicProperties topics;

    SnsTopicPublisher(SnsClient sns, TopicProperties topics) {
        this.sns = sns;
        this.topics = topics;
    }

    /**
     * For a service without an outbox.
     *
     * @param topics logical name to ARN, as {@code kaldrix.topics} has them
     * @throws IllegalArgumentException naming the property, if one is no ARN of a topic
     */
    public static TopicPublisher of(SnsClient sns, Map<String, String> topics) {
        return new SnsTopicPublisher(sns, new TopicProperties(topics));
    }

    @Override
    public Map<UUID, String> publish(String topic, List<OutboxMessage> batch) {
        Optional<String> arn = topics.arn(topic);
        if (arn.isEmpty()) {
            return all(batch, "nobody knows topic '" + topic + "': kaldrix.topics." + topic + " is not set");
        }
        try {
            return publishBatch(arn.get(), batch);
        } catch (SnsException refused) {
            // One malformed message can make SNS refuse the whole batch; alone it harms no other.
            return batch.size() > 1 && isRequestFault(refused)
                    ? publishOneByOne(arn.get(), batch)
                    : all(batch, String.valueOf(refused.getMessage()));
        } catch (SdkException unreachable) {
            return all(batch, String.valueOf(unreachable.getMessage()));
        }
    }

    private Map<UUID, String> publishOneByOne(String arn, List<OutboxMessage> batch) {
        Map<UUID, String> failed = new LinkedHashMap<>();
        for (OutboxMessage message : batch) {
            try {
                failed.putAll(publishBatch(arn, List.of(message)));
            } catch (SdkException refused) {
                failed.put(message.id(), String.valueOf(refused.getMessage()));
            }
        }
        return failed;
    }

    private Map<UUID, String> publishBatch(String arn, List<OutboxMessage> batch) {
        List<PublishBatchRequestEntry> entries =
                batch.stream().map(SnsTopicPublisher::entry).toList();
        PublishBatchResponse response =
                sns.publishBatch(request -> request.topicArn(arn).publishBatchRequestEntries(entries));
        Map<UUID, String> failed = new LinkedHashMap<>();
        batch.forEach(message -> failed.put(message.id(), "SNS did not say what became of it"));
        response.successful().forEach(taken -> failed.remove(UUID.fromString(taken.id())));
        response.failed().forEach(refused -> failed.put(UUID.fromString(refused.id()), reason(refused)));
        return failed;
    }

    private static PublishBatchRequestEntry entry(OutboxMessage message) {
        Map<String, MessageAttributeValue> attributes = new HashMap<>();
        message.attributes().forEach((name, value) -> attributes.put(name, text(value)));
        attributes.put(OutboxMessage.TYPE, text(message.type()));
        return PublishBatchRequestEntry.builder()
                .id(message.id().toString())
                .message(message.body())
                .messageAttributes(attributes)
                .build();
    }

    private static MessageAttributeValue text(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
    }

    private static boolean isRequestFault(SnsException refused) {
        return refused.statusCode() == 400 && !refused.isThrottlingException();
    }

    private static String reason(BatchResultErrorEntry refused) {
        return refused.code() + ": " + refused.message();
    }

    private static Map<UUID, String> all(List<OutboxMessage> batch, String reason) {
        Map<UUID, String> failed = new LinkedHashMap<>();
        batch.forEach(message -> failed.put(message.id(), reason));
        return failed;
    }
}
