package com.kaldrix.monitoring.local.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A queue of a test, and what one does with it. */
record TestQueue(SqsClient sqs, String url, String arn) {

    static TestQueue create(SqsClient sqs, String name, Map<QueueAttributeName, String> attributes) {
        String url = sqs.createQueue(request -> request.queueName(name).attributes(attributes))
                .queueUrl();
        String arn = sqs.getQueueAttributes(
                        request -> request.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
        return new TestQueue(sqs, url, String.valueOf(arn));
    }

    /** Waits for that many messages, takes them out, and makes sure that none is left. */
    List<Message> take(int count) {
        List<Message> taken = new ArrayList<>();
        await("messages in " + url).atMost(Duration.ofSeconds(20)).until(() -> {
            for (Message message : receive(30)) {
                taken.add(message);
                delete(message);
            }
            return taken.size() >= count;
        });
        assertThat(taken).hasSize(count);
        assertThat(receive(30)).isEmpty();
        return taken;
    }

    List<String> takeBodies(int count) {
        return take(count).stream().map(Message::body).toList();
    }

    /** One look without waiting; what is received stays hidden for that many seconds. */
    List<Message> receive(int visibilityTimeout) {
        return sqs.receiveMessage(request -> request.queueUrl(url)
                        .maxNumberOfMessages(10)
                        .waitTimeSeconds(0)
                        .visibilityTimeout(visibilityTimeout)
                        .messageAttributeNames("All")
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
    }

    void delete(Message message) {
        sqs.deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receiptHandle()));
    }
}
