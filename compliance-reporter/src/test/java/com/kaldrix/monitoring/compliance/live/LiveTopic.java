package com.kaldrix.monitoring.compliance.live;

import com.kaldrix.monitoring.common.queue.Queue;
import com.kaldrix.monitoring.local.aws.LocalAws;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The topic of findings with a queue, and a dead-letter queue behind it. */
final class LiveTopic implements AutoCloseable {
    static final String REGION = "eu-west-1";
    static final String QUEUE = "test-kaldrix-compliance-reporter";

    private final LocalAws aws = LocalAws.inMemory(0);
    private final SqsClient sqs;
    private final SnsClient sns;
    private final String topic;
    private final String queue;
    private final String dead;

    LiveTopic() {
        var credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));
        sqs = SqsClient.builder()
                .endpointOverride(aws.endpoint())
                .region(Region.of(REGION))
                .credentialsProvider(credentials)
                .build();
        sns = SnsClient.builder()
                .endpointOverride(aws.endpoint())
                .region(Region.of(REGION))
                .credentialsProvider(credentials)
                .build();
        dead = sqs.createQueue(request -> request.queueName(QUEUE + "-dlq")).queueUrl();
        String policy = "{\"deadLetterTargetArn\":\"" + arn(dead) + "\",\"maxReceiveCount\":\"5\"}";
        queue = sqs.createQueue(request ->
                        request.queueName(QUEUE).attributes(Map.of(QueueAttributeName.REDRIVE_POLICY, policy)))
                .queueUrl();
        topic = sns.createTopic(request -> request.name("test-kaldrix-findings"))
                .topicArn();
        sns.subscribe(request -> request.topicArn(topic).protocol("sqs").endpoint(arn(queue)));
    }

    private String arn(String url) {
        return sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .getOrDefault(QueueAttributeName.QUEUE_ARN, "");
    }

    String endpoint() {
        return aws.endpoint().toString();
    }

    /** Through the topic. */
    void publish(String body) {
        sns.publish(request -> request.topicArn(topic).message(body));
    }

    /** Straight to the queue, as a redelivery would come. */
    void send(String body) {
        sqs.sendMessage(request -> request.queueUrl(queue).messageBody(body));
    }

    /** What waits in the queue or is being worked on. */
    int waiting() {
        Map<QueueAttributeName, String> attributes = sqs.getQueueAttributes(request -> request.queueUrl(queue)
                        .attributeNames(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .attributes();
        return attributes.values().stream().mapToInt(Integer::parseInt).sum();
    }

    /** Takes all dead letters; the reason of each. */
    List<String> reasons() {
        List<String> reasons = new ArrayList<>();
        List<Message> messages;
        do {
            messages = sqs.receiveMessage(request ->
                            request.queueUrl(dead).maxNumberOfMessages(10).messageAttributeNames("All"))
                    .messages();
            messages.forEach(message -> {
                reasons.add(Objects.requireNonNull(message.messageAttributes().get(Queue.REASON_ATTRIBUTE))
                        .stringValue());
                sqs.deleteMessage(request -> request.queueUrl(dead).receiptHandle(message.receiptHandle()));
            });
        } while (!messages.isEmpty());
        return reasons;
    }

    @Override
    public void close() {
        sqs.close();
        sns.close();
        aws.close();
    }
}
