package com.kaldrix.monitoring.alert.intake.queue;

import com.kaldrix.monitoring.common.messaging.SnsEnvelope;
import com.kaldrix.monitoring.common.region.Region;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import tools.jackson.databind.json.JsonMapper;

/** A queue that alerts come from, and the dead-letter queue behind it. */
final class Queue implements AutoCloseable {
    private static final int BATCH = 10;
    /** SQS carries ten attributes; one is the reason. */
    private static final int MOST_ATTRIBUTES = 9;

    private static final int LONGEST_REASON = 1000;

    private final SqsClient sqs;
    private final Region region;
    private final String name;
    private final String url;
    private final String deadLetterUrl;

    private Queue(SqsClient sqs, Region region, String name, String url, String deadLetterUrl) {
        this.sqs = sqs;
        this.region = region;
        this.name = name;
        this.url = url;
        this.deadLetterUrl = deadLetterUrl;
    }

    /** @throws IllegalStateException if the queue is missing, or has no dead-letter queue */
    static Queue open(SqsClient sqs, Region region, String name) {
        try {
            String url = sqs.getQueueUrl(request -> request.queueName(name)).queueUrl();
            String redrive = sqs.getQueueAttributes(
                            request -> request.queueUrl(url).attributeNames(QueueAttributeName.REDRIVE_POLICY))
                    .attributes()
                    .get(QueueAttributeName.REDRIVE_POLICY);
            if (redrive == null) {
                throw new IllegalStateException("Queue " + name + " in " + region
                        + " has no redrive policy: it needs a dead-letter queue for what cannot be read");
            }
            String arn = JsonMapper.shared()
                    .readTree(redrive)
                    .path("deadLetterTargetArn")
                    .asString();
            String deadLetters = arn.substring(arn.lastIndexOf(':') + 1);
            String deadLetterUrl =
                    sqs.getQueueUrl(request -> request.queueName(deadLetters)).queueUrl();
            return new Queue(sqs, region, name, url, deadLetterUrl);
        } catch (QueueDoesNotExistException e) {
            throw new IllegalStateException(
                    "Queue " + name + " (or its dead-letter queue) does not exist in " + region
                            + ": it is made by Terraform, never by this service",
                    e);
        }
    }

    Region region() {
        return region;
    }

    String name() {
        return name;
    }

    List<Message> receive(int waitSeconds) {
        return sqs.receiveMessage(request -> request.queueUrl(url)
                        .maxNumberOfMessages(BATCH)
                        .waitTimeSeconds(waitSeconds)
                        .messageAttributeNames("All")
                        .messageSystemAttributeNames(MessageSystemAttributeName.SENT_TIMESTAMP))
                .messages();
    }

    static SnsEnvelope.Unwrapped unwrap(Message message) {
        Map<String, String> attributes = new HashMap<>();
        message.messageAttributes().forEach((attribute, value) -> {
            if (value.stringValue() != null) {
                attributes.put(attribute, value.stringValue());
            }
        });
        return SnsEnvelope.unwrap(message.body(), attributes, message.messageId());
    }

    void delete(List<Message> messages) {
        if (messages.isEmpty()) {
            return;
        }
        List<DeleteMessageBatchRequestEntry> entries = java.util.stream.IntStream.range(0, messages.size())
                .mapToObj(index -> DeleteMessageBatchRequestEntry.builder()
                        .id(Integer.toString(index))
                        .receiptHandle(messages.get(index).receiptHandle())
                        .build())
                .toList();
        sqs.deleteMessageBatch(request -> request.queueUrl(url).entries(entries));
    }

    /** Makes a message visible again soon, for a failure that will pass. */
    void giveBack(Message message, int afterSeconds) {
        sqs.changeMessageVisibility(request ->
                request.queueUrl(url).receiptHandle(message.receiptHandle()).visibilityTimeout(afterSeconds));
    }

    /** Sends a copy to the dead-letter queue, with the reason; the caller deletes the message afterwards. */
    void bury(Message message, String reason) {
        Map<String, MessageAttributeValue> attributes = new HashMap<>();
        message.messageAttributes().entrySet().stream()
                .limit(MOST_ATTRIBUTES)
                .forEach(attribute -> attributes.put(attribute.getKey(), attribute.getValue()));
        String text = reason.isBlank() ? "unknown" : reason;
        attributes.put(
                QueueConsumer.REASON_ATTRIBUTE,
                MessageAttributeValue.builder()
                        .dataType("String")
                        .stringValue(printable(text.substring(0, Math.min(text.length(), LONGEST_REASON))))
                        .build());
        sqs.sendMessage(request ->
                request.queueUrl(deadLetterUrl).messageBody(message.body()).messageAttributes(attributes));
    }

    /** SQS refuses control characters (SendMessage, "Message characters"). */
    private static String printable(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cs}\\uFFFE\\uFFFF]", " ");
    }

    @Override
    public void close() {
        sqs.close();
    }
}
