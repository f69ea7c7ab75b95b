package com.kaldrix.monitoring.local.demo;

import com.kaldrix.monitoring.local.aws.Provisioning.RegionResources;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Stands between the gateways, which keep real time, and alert-processor, whose time runs faster: takes the gateways' alert
 * signals from a queue of their own in each region and passes them on with the times that they have in the story. A signal
 * is deleted after it was passed on, so none is lost; one that is passed on twice has the same identity both times.
 */
final class SignalRelay implements AutoCloseable {
    /** Short name of the topic, and of its queue, that the gateways' signals go to. */
    static final String TOPIC = "signals";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int WAIT_SECONDS = 5;
    private static final long PAUSE_MILLIS = 200;

    private final UnaryOperator<Instant> storyTime;
    private final SdkHttpClient http =
            Apache5HttpClient.builder().maxConnections(20).build();
    private final List<AutoCloseable> clients = new ArrayList<>();
    private final List<Thread> listeners = new ArrayList<>();
    private volatile boolean closed;

    /** @param storyTime what the faster clocks showed at a real moment */
    SignalRelay(UnaryOperator<Instant> storyTime) {
        this.storyTime = storyTime;
    }

    /** Begins to pass on. */
    void start(URI endpoint, Map<String, RegionResources> regions) {
        var credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));
        regions.forEach((region, resources) -> {
            SqsClient sqs = SqsClient.builder()
                    .endpointOverride(endpoint)
                    .region(Region.of(region))
                    .credentialsProvider(credentials)
                    .httpClient(http)
                    .build();
            SnsClient sns = SnsClient.builder()
                    .endpointOverride(endpoint)
                    .region(Region.of(region))
                    .credentialsProvider(credentials)
                    .httpClient(http)
                    .build();
            clients.add(sqs);
            clients.add(sns);
            String queue = resources.queueUrl(TOPIC);
            listeners.add(Thread.ofVirtual().start(() -> listen(sqs, queue, sns, resources.alertsTopicArn())));
        });
    }

    private void listen(SqsClient sqs, String queue, SnsClient sns, String topic) {
        while (!closed) {
            try {
                List<Message> messages = sqs.receiveMessage(request -> request.queueUrl(queue)
                                .maxNumberOfMessages(10)
                                .waitTimeSeconds(WAIT_SECONDS)
                                .messageAttributeNames("All"))
                        .messages();
                for (Message message : messages) {
                    sns.publish(request -> request.topicArn(topic)
                            .message(inStoryTime(message.body()))
                            .messageAttributes(attributes(message)));
                    sqs.deleteMessage(request -> request.queueUrl(queue).receiptHandle(message.receiptHandle()));
                }
            } catch (SdkException | IllegalStateException away) {
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private static Map<String, MessageAttributeValue> attributes(Message message) {
        Map<String, MessageAttributeValue> attributes = new java.util.HashMap<>();
        message.messageAttributes()
                .forEach((name, value) -> attributes.put(
                        name,
                        MessageAttributeValue.builder()
                                .dataType(value.dataType())
                                .stringValue(value.stringValue())
                                .binaryValue(value.binaryValue())
                                .build()));
        return attributes;
    }

    /** The signal with its times in the story; what is no signal stays as it is, for alert-processor to judge. */
    String inStoryTime(String body) {
        JsonNode json;
        try {
            json = JSON.readTree(body);
        } catch (JacksonException foreign) {
            return body;
        }
        if (!(json instanceof ObjectNode event) || !(event.path("data") instanceof ObjectNode data)) {
            return body;
        }
        translate(event, "time");
        translate(data, "startsAt");
        translate(data, "endsAt");
        return event.toString();
    }

    private void translate(ObjectNode object, String field) {
        JsonNode value = object.path(field);
        if (value.isString()) {
            try {
                object.put(
                        field, storyTime.apply(Instant.parse(value.asString())).toString());
            } catch (DateTimeException foreign) {
                object.set(field, value);
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        listeners.forEach(Thread::interrupt);
        for (AutoCloseable client : clients) {
            try {
                client.close();
            } catch (Exception failed) {
                throw new IllegalStateException("a client of AWS did not close", failed);
            }
        }
        http.close();
    }
}
