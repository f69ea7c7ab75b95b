package com.kaldrix.monitoring.common.queue;

import com.kaldrix.monitoring.common.messaging.SnsEnvelope;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A queue that messages come from, and the dead-letter queue behind it. May be used by several threads; failures of the queue
 * are the SDK's.
 */
public final class Queue implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Queue.class);

    /** Message attribute that says why a message is in the dead-letter queue. */
    public static final String REASON_ATTRIBUTE = "kaldrix-reason";

    /** How many messages come together at most, and are deleted by one request. */
    public static final int BATCH = 10;

    /** SQS carries ten attributes; one is the reason. */
    private static final int MOST_ATTRIBUTES = 9;

    private static final int LONGEST_REASON = 1000;

    private final SqsClient sqs;
    private final QueueName name;
    private final String url;
    private final String deadLetterUrl;

    private Queue(SqsClient sqs, QueueName name, String url, String deadLetterUrl) {
        this.sqs = sqs;
        this.name = name;
        this.url = url;
        this.deadLetterUrl = deadLetterUrl;
    }

    /**
     * Finds a queue.
     *
     * @param sqs of the queue's region; closed with the queue
     * @throws IllegalStateException if the queue is missing, or has no dead-letter queue
     */
    public static Queue open(SqsClient sqs, QueueName name) {
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
            String deadLetterUrl =
                    sqs.getQueueUrl(request -> request.queueName(deadLetters)).queueUrl();
            return new Queue(sqs, name, url, deadLetterUrl);
        } catch (QueueDoesNotExistException e) {
            throw new IllegalStateException(
                    "Queue " + name.name() + " (or its dead-letter queue) does not exist in " + name.region()
                            + ": it is made by Terraform, never by this service",
                    e);
        }
    }

    public QueueName name() {
        return name;
    }

    /** Waits for messages for so many seconds at most; ten come together at most. */
    public List<Message> receive(int waitSeconds) {
        return sqs.receiveMessage(request -> request.queueUrl(url)
                        .maxNumberOfMessages(BATCH)
                        .waitTimeSeconds(waitSeconds)
                        .messageAttributeNames("All")
                        .messageSystemAttributeNames(MessageSystemAttributeName.SENT_TIMESTAMP))
                .messages();
    }

    /** What a message carries, whether SNS delivered it raw or in its envelope. */
    public static SnsEnvelope.Unwrapped unwrap(Message message) {
        Map<String, String> attributes = new HashMap<>();
        message.messageAttributes().forEach((attribute, value) -> {
            if (value.stringValue() != null) {
                attributes.put(attribute, value.stringValue());
            }
        });
        return SnsEnvelope.unwrap(message.body(), attributes, message.messageId());
    }

    /** Deletes what was received and has had its effect. */
    public void delete(List<Message> messages) {
        for (int from = 0; from < messages.size(); from += BATCH) {
            List<DeleteMessageBatchRequestEntry> entries = IntStream.range(
                            from, Math.min(messages.size(), from + BATCH))
                    .mapToObj(index -> DeleteMessageBatchRequestEntry.builder()
                            .id(Integer.toString(index))
                            .receiptHandle(messages.get(index).receiptHandle())
                            .build())
                    .toList();
            sqs.deleteMessageBatch(request -> request.queueUrl(url).entries(entries));
        }
    }

    /** Makes a message visible again soon, for a failure that will pass; where that fails too, it comes back later by itself. */
    public void giveBack(Message message, int afterSeconds) {
        try {
            sqs.changeMessageVisibility(request ->
                    request.queueUrl(url).receiptHandle(message.receiptHandle()).visibilityTimeout(afterSeconds));
        } catch (SdkException e) {
            LOG.atDebug().setCause(e).log("A message comes back only after its visibility timeout");
        }
    }

    /** Sends a copy to the dead-letter queue, with the reason, and says so in the log; the caller deletes the message afterwards. */
    public void bury(Message message, String reason) {
        Map<String, MessageAttributeValue> attributes = new HashMap<>();
        message.messageAttributes().entrySet().stream()
                .limit(MOST_ATTRIBUTES)
                .forEach(attribute -> attributes.put(attribute.getKey(), attribute.getValue()));
        String text = reason.isBlank() ? "unknown" : reason;
        attributes.put(
                REASON_ATTRIBUTE,
                MessageAttributeValue.builder()
                        .dataType("String")
                        .stringValue(printable(text.substring(0, Math.min(text.length(), LONGEST_REASON))))
                        .build());
        sqs.sendMessage(request ->
                request.queueUrl(deadLetterUrl).messageBody(message.body()).messageAttributes(attributes));
        LOG.atWarn()
                .addKeyValue("queue", name.name())
                .addKeyValue("messageId", message.messageId())
                .addKeyValue("reason", reason)
                .log("A message went to the dead-letter queue");
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
