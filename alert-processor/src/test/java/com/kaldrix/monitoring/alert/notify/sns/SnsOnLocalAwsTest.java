package com.kaldrix.monitoring.alert.notify.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.kaldrix.monitoring.alert.notify.Notification.Kind;
import com.kaldrix.monitoring.alert.notify.Outcome;
import com.kaldrix.monitoring.alert.notify.Samples;
import com.kaldrix.monitoring.alert.receiver.SnsIntegration;
import com.kaldrix.monitoring.local.aws.LocalAws;
import com.kaldrix.monitoring.local.aws.sns.TopicEmail;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What arrives behind a topic. */
class SnsOnLocalAwsTest {
    private static final StaticCredentialsProvider ANYBODY =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));

    private static LocalAws aws;
    private static SnsClient sns;
    private static SqsClient sqs;
    private static SnsClients clients;

    @BeforeAll
    static void start() {
        aws = LocalAws.inMemory(0);
        sns = SnsClient.builder()
                .endpointOverride(aws.endpoint())
                .region(Region.EU_WEST_1)
                .credentialsProvider(ANYBODY)
                .build();
        sqs = SqsClient.builder()
                .endpointOverride(aws.endpoint())
                .region(Region.EU_WEST_1)
                .credentialsProvider(ANYBODY)
                .build();
        clients = new SnsClients(aws.endpoint().toString(), ANYBODY);
    }

    @AfterAll
    static void stop() {
        clients.close();
        sqs.close();
        sns.close();
        aws.close();
    }

    private static Outcome send(String topic, Kind kind) {
        SnsIntegration integration = new SnsIntegration(topic, "", "", null, "", Map.of("team", "core"), true);
        return new SnsChannel(clients).send(integration, Samples.of(kind), "");
    }

    private static String queueBehind(String topic, String name) {
        String queue = sqs.createQueue(request -> request.queueName(name)).queueUrl();
        String arn = sqs.getQueueAttributes(
                        request -> request.queueUrl(queue).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .getOrDefault(QueueAttributeName.QUEUE_ARN, "");
        sns.subscribe(request ->
                request.topicArn(topic).protocol("sqs").endpoint(arn).attributes(Map.of("RawMessageDelivery", "true")));
        return queue;
    }

    private static List<Message> receive(String queue) {
        return sqs.receiveMessage(request -> request.queueUrl(queue)
                        .maxNumberOfMessages(10)
                        .waitTimeSeconds(1)
                        .messageAttributeNames("All"))
                .messages();
    }

    @Test
    void aSubscriberGetsTheLetterAndTheAttributes() {
        String topic = sns.createTopic(request -> request.name("notifications")).topicArn();
        String queue = queueBehind(topic, "notifications");
        assertThat(send(topic, Kind.ESCALATED)).isEqualTo(Outcome.Delivered.PLAIN);
        List<Message> messages = receive(queue);
        assertThat(messages).hasSize(1);
        assertThat(messages.getFirst().body())
                .startsWith("[P0] ESCALATED to Leadership team: HighErrorRate (eu-west-1, gateway)\n")
                .contains("! PagerDuty cannot be reached");
        assertThat(messages.getFirst().messageAttributes())
                .hasEntrySatisfying(
                        "kaldrix-notification",
                        value -> assertThat(value.stringValue()).isEqualTo("true"))
                .hasEntrySatisfying(
                        "severity", value -> assertThat(value.stringValue()).isEqualTo("P0"))
                .containsKeys("incident", "kind", "delivery", "team");
    }

    @Test
    void theSubscriptionOfAnAddressGetsAMailWithOurSubject() {
        List<TopicEmail> mails = new CopyOnWriteArrayList<>();
        aws.emailDelivery((to, mail) -> mails.add(mail));
        String topic = sns.createTopic(request -> request.name("mails")).topicArn();
        sns.subscribe(request -> request.topicArn(topic).protocol("email").endpoint("oncall@example.com"));
        assertThat(send(topic, Kind.RESOLVED)).isEqualTo(Outcome.Delivered.PLAIN);
        await().until(() -> !mails.isEmpty());
        assertThat(mails.getFirst().toString())
                .contains("[P1] RESOLVED: HighErrorRate (eu-west-1, gateway)")
                .contains("All alerts are over after 30 min.");
    }

    @Test
    void aTopicThatIsNotThereIsRejected() {
        assertThat(send("arn:aws:sns:eu-west-1:000000000000:no-such-topic", Kind.OPENED))
                .isInstanceOf(Outcome.Rejected.class);
    }

    @Test
    void whileAwsIsAwayNothingIsTakenAndAfterwardsItIs() {
        String topic = sns.createTopic(request -> request.name("away")).topicArn();
        aws.pause();
        try {
            assertThat(send(topic, Kind.OPENED)).isInstanceOf(Outcome.Unavailable.class);
        } finally {
            aws.resume();
        }
        assertThat(send(topic, Kind.OPENED)).isEqualTo(Outcome.Delivered.PLAIN);
    }
}
