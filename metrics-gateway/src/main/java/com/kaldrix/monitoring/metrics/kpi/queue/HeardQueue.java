package com.kaldrix.monitoring.metrics.kpi.queue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import tools.jackson.databind.json.JsonMapper;

/** A queue with what other gateways say, and the dead-letter queue behind it. */
final class HeardQueue implements AutoCloseable {
    /** Message attribute that says why a message is in the dead-letter queue. */
    static final String REASON_ATTRIBUTE = "kaldrix-reason";

    private static final int BATCH = 10;
    /** SQS carries ten attributes; one is the reason. */
    private static final int MOST_ATTRIBUTES = 9;

    private static final int LONGEST_REASON = 1000;

    private final SqsClient sqs;
    private final String url;
    private final String deadLetterUrl;

    private HeardQueue(SqsClient sqs, String url, String deadLetterUrl) {
        this.sqs = sqs;
        this.url = url;
        this.deadLetterUrl = deadLetterUrl;
    }

    /** @throws IllegalStateException if the queue is missing, or has no dead-letter queue */
    static HeardQueue open(SqsClient sqs, QueueName name) {
        try {
            String url =
                    sqs.getQueueUrl(request -> request.queueName(name.name())).queueUrl();
            String redrive = sqs.getQueueAttributes(
                            request -> request.queueUrl(url).attributeNames(QueueAttributeName.REDRIVE_POLICY))
                    .attributes()
                    .get(QueueAttributeName.REDRIVE_POLICY);
            if (redrive == null) {
                throw new IllegalStateException("Queue " + name.name() + " in " + name.region()
                        + " has no redrive policy: it needs a dead-letter queue for what cannot be read");
            }
            String arn = JsonMapper.shared()
                    .readTree(redrive)
                    .path("deadLetterTargetArn")
                    .asString();
            String deadLetters = arn.substring(arn.lastIndexOf(':') + 1);
            return new HeardQueue(
                    sqs,
                    url,
                    sqs.getQueueUrl(request -> request.queueName(deadLetters)).queueUrl());
        } catch (QueueDoesNotExistException e) {
            throw new IllegalStateException(
                    "Queue " + name.name() + " (or its dead-letter queue) does not exist in " + name.region()
                            + ": it is made by Terraform, never by this service",
                    e);
        }
    }

    List<Message> receive(int waitSeconds) {
        return sqs.receiveMessage(request -> request.queueUrl(url)
                        .maxNumberOfMessages(BATCH)
                        .waitTimeSeconds(waitSeconds)
                        .messageAttributeNames("All"))
                .messages();
    }

    void delete(List<Message> messages) {
        if (messages.isEmpty()) {
            return;
        }
        List<DeleteMessageBatchRequestEntry> entries = IntStream.range(0, messages.size())
                .mapToObj(index -> DeleteMessageBatchRequestEntry.builder()
                        .id(Integer.toString(index))
                        .receiptHandle(messages.get(index).receiptHandle())
                        .build())
                .toList();
        sqs.deleteMessageBatch(request -> request.queueUrl(url).entries(entries));
    }

    /** Sends a copy to the dead-letter queue, with the reason; the caller deletes the message afterwards. */
    void bury(Message message, String reason) {
        Map<String, MessageAttributeValue> attributes = new HashMap<>();
        message.messageAttributes().entrySet().stream()
                .limit(MOST_ATTRIBUTES)
                .forEach(attribute -> attributes.put(attribute.getKey(), attribute.getValue()));
        attributes.put(
                REASON_ATTRIBUTE,
                MessageAttributeValue.builder()
                        .dataType("String")
                        .stringValue(printable(reason.substring(0, Math.min(reason.length(), LONGEST_REASON))))
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
