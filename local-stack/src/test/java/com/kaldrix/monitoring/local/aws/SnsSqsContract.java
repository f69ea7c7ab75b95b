package com.kaldrix.monitoring.local.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.model.Topic;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/**
 * The whole of what the suite relies on of SNS and SQS, asked through the SDK of AWS: what its parents ask, and regions,
 * queues, and the suite's own topics and queues. It runs against each thing that stands in for AWS.
 */
abstract class SnsSqsContract extends SnsDeliveryContract {

    @Test
    void regionsAreApart() {
        String name = unique();
        String home = createTopic(name);
        String away = sns(AWAY).createTopic(request -> request.name(name)).topicArn();
        assertThat(away).isNotEqualTo(home).contains(AWAY);
        TestQueue homeQueue = TestQueue.create(sqs(HOME), name, Map.of());
        TestQueue awayQueue = TestQueue.create(sqs(AWAY), name, Map.of());
        assertThat(awayQueue.arn()).contains(AWAY).isNotEqualTo(homeQueue.arn());
        subscribeRaw(home, homeQueue);
        sns(AWAY)
                .subscribe(request -> request.topicArn(away)
                        .protocol("sqs")
                        .endpoint(awayQueue.arn())
                        .attributes(Map.of("RawMessageDelivery", "true")));

        publish(home, "at home");
        sns(AWAY).publish(request -> request.topicArn(away).message("away"));

        assertThat(homeQueue.takeBodies(1)).containsExactly("at home");
        assertThat(awayQueue.takeBodies(1)).containsExactly("away");
        assertThat(sns(AWAY).listTopicsPaginator().topics().stream().map(Topic::topicArn))
                .contains(away)
                .doesNotContain(home);
        assertThatThrownBy(() -> sns(AWAY).getTopicAttributes(request -> request.topicArn(home)))
                .isInstanceOf(refusalOfAnotherRegionsTopic());
    }

    @Test
    void aQueueHearsATopicOfAnotherRegion() {
        String topic = createTopic(unique());
        TestQueue queue = TestQueue.create(sqs(AWAY), unique(), Map.of());
        subscribeRaw(topic, queue);

        publish(topic, "across the sea");

        assertThat(queue.takeBodies(1)).containsExactly("across the sea");
    }

    @Test
    void aQueueAddressLeadsBackToTheQueue() {
        TestQueue queue = createQueue();
        String name = queue.url().substring(queue.url().lastIndexOf('/') + 1);
        assertThat(URI.create(queue.url()).getPort()).isEqualTo(endpoint().getPort());
        assertThat(sqs(HOME).getQueueUrl(request -> request.queueName(name)).queueUrl())
                .isEqualTo(queue.url());
        assertThat(sqs(HOME)
                        .listQueues(request -> request.queueNamePrefix(name))
                        .queueUrls())
                .containsExactly(queue.url());
        sqs(HOME).sendMessage(request -> request.queueUrl(queue.url()).messageBody("hello"));
        assertThat(queue.takeBodies(1)).containsExactly("hello");
    }

    @Test
    void aQueueThatIsNotThereIsToldByItsOwnException() {
        assertThatThrownBy(() -> sqs(HOME).getQueueUrl(request -> request.queueName(unique())))
                .isInstanceOf(QueueDoesNotExistException.class);
    }

    @Test
    void whatIsNotDeletedComesAgainAndEndsAsDeadLetter() {
        TestQueue deadLetters = createQueue();
        TestQueue queue = TestQueue.create(
                sqs(HOME),
                unique(),
                Map.of(
                        QueueAttributeName.REDRIVE_POLICY,
                        "{\"deadLetterTargetArn\":\"" + deadLetters.arn() + "\",\"maxReceiveCount\":\"3\"}"));
        String topic = createTopic(unique());
        subscribeRaw(topic, queue);
        sns().publish(request ->
                request.topicArn(topic).message("poison").messageAttributes(Map.of("severity", text("P0"))));

        for (int receive = 1; receive <= 3; receive++) {
            String count = Integer.toString(receive);
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(queue.receive(0))
                            .singleElement()
                            .satisfies(message -> assertThat(message.attributes())
                                    .containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, count)));
        }
        assertThat(queue.receive(0)).isEmpty();

        Message dead = deadLetters.take(1).getFirst();
        assertThat(dead.body()).isEqualTo("poison");
        assertThat(dead.messageAttributes()).containsKey("severity");
        assertThat(queue.receive(0)).isEmpty();
    }

    @Test
    void aHiddenMessageComesBackWhenItsTimeIsOver() {
        TestQueue queue = createQueue();
        sqs(HOME).sendMessage(request -> request.queueUrl(queue.url()).messageBody("again"));
        Message first = queue.receive(1).getFirst();
        assertThat(queue.receive(30)).isEmpty();
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(queue.receive(30))
                        .singleElement()
                        .satisfies(second -> assertThat(second.messageId()).isEqualTo(first.messageId())));
    }

    @Test
    void theVisibilityOfAMessageCanBeChanged() {
        TestQueue queue = createQueue();
        sqs(HOME).sendMessage(request -> request.queueUrl(queue.url()).messageBody("released"));
        Message hidden = queue.receive(600).getFirst();
        sqs(HOME)
                .changeMessageVisibility(request -> request.queueUrl(queue.url())
                        .receiptHandle(hidden.receiptHandle())
                        .visibilityTimeout(0));
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(queue.receive(30)).hasSize(1));
    }

    @Test
    void aWaitingReceiverGetsAMessageAsItComes() throws Exception {
        String topic = createTopic(unique());
        TestQueue queue = createQueue();
        subscribeRaw(topic, queue);
        var waiting = java.util.concurrent.CompletableFuture.supplyAsync(() -> sqs(HOME)
                .receiveMessage(request -> request.queueUrl(queue.url()).waitTimeSeconds(20))
                .messages());
        publish(topic, "fresh");

        assertThat(waiting.get(10, java.util.concurrent.TimeUnit.SECONDS))
                .extracting(Message::body)
                .containsExactly("fresh");
    }

    @Test
    void aPurgedQueueIsEmpty() {
        TestQueue queue = createQueue();
        sqs(HOME).sendMessage(request -> request.queueUrl(queue.url()).messageBody("old"));
        sqs(HOME).purgeQueue(request -> request.queueUrl(queue.url()));
        assertThat(queue.receive(30)).isEmpty();
    }

    @Test
    void theSuitesTopicsAndQueuesCanBeMadeAgainAndAgain() {
        String environment = unique();
        Provisioning provisioning = new Provisioning(environment, List.of(HOME, AWAY), Duration.ofSeconds(7));
        Map<String, Provisioning.RegionResources> made = provisioning.apply(endpoint());
        assertThat(provisioning.apply(endpoint())).isEqualTo(made);

        assertThat(made).containsOnlyKeys(HOME, AWAY);
        Provisioning.RegionResources away = Objects.requireNonNull(made.get(AWAY));
        assertThat(away.topicArns().values())
                .allMatch(arn -> arn.contains(":" + AWAY + ":"))
                .anyMatch(arn -> arn.endsWith(environment + "-kaldrix-alerts"))
                .hasSize(5);
        Map<QueueAttributeName, String> attributes = sqs(AWAY)
                .getQueueAttributes(
                        request -> request.queueUrl(away.processorQueueUrl()).attributeNames(QueueAttributeName.ALL))
                .attributes();
        assertThat(attributes).containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "7");
        assertThat(attributes.get(QueueAttributeName.REDRIVE_POLICY))
                .contains(environment + "-kaldrix-alert-processor-dlq");

        sns(AWAY).publish(request -> request.topicArn(away.alertsTopicArn()).message("{\"raw\":true}"));
        TestQueue queue = new TestQueue(sqs(AWAY), away.processorQueueUrl(), "");
        assertThat(queue.takeBodies(1)).containsExactly("{\"raw\":true}");
    }

    /** Every region's gateway hears its own region; the hub's hears all of them, and none hears what is for others. */
    @Test
    void theGatewaysHearPartialsAndElections() {
        String environment = unique();
        Map<String, Provisioning.RegionResources> made =
                new Provisioning(environment, List.of(HOME, AWAY)).apply(endpoint());
        Provisioning.RegionResources home = Objects.requireNonNull(made.get(HOME));
        Provisioning.RegionResources away = Objects.requireNonNull(made.get(AWAY));
        String homeTopic = Objects.requireNonNull(home.topicArns().get("metrics"));
        String awayTopic = Objects.requireNonNull(away.topicArns().get("metrics"));

        publishTyped(HOME, homeTopic, "com.kaldrix.kpi.partial.v1", "partial at home");
        publishTyped(HOME, homeTopic, "com.kaldrix.metric.batch.v1", "windows, for others");
        publishTyped(AWAY, awayTopic, "com.kaldrix.kpi.partial.v1", "partial away");
        publishTyped(AWAY, awayTopic, "com.kaldrix.metric.election.v1", "election away");

        assertThat(new TestQueue(sqs(HOME), home.gatewayQueueUrl(), "").takeBodies(3))
                .containsExactlyInAnyOrder("partial at home", "partial away", "election away");
        assertThat(new TestQueue(sqs(AWAY), away.gatewayQueueUrl(), "").takeBodies(2))
                .containsExactlyInAnyOrder("partial away", "election away");
        assertThat(sqs(HOME)
                        .getQueueAttributes(request ->
                                request.queueUrl(home.gatewayQueueUrl()).attributeNames(QueueAttributeName.ALL))
                        .attributes()
                        .get(QueueAttributeName.REDRIVE_POLICY))
                .contains(environment + "-kaldrix-metrics-gateway-dlq")
                .contains("5");
        assertThat(home.gatewayDeadLetterQueueUrl()).endsWith(environment + "-kaldrix-metrics-gateway-dlq");
    }

    /** What became of a remediation is evidence, as is how alerts were answered and who wrote what; the rest of the events is not. */
    @Test
    void theReporterHearsWhatIsEvidence() {
        String environment = unique();
        Map<String, Provisioning.RegionResources> made = new Provisioning(environment, List.of(HOME)).apply(endpoint());
        Map<String, String> topics = Objects.requireNonNull(made.get(HOME)).topicArns();
        String events = Objects.requireNonNull(topics.get("events"));

        publishTyped(HOME, events, "com.kaldrix.alert.lifecycle.v1", "an alert was acknowledged");
        publishTyped(HOME, events, "com.kaldrix.metric.watch.v1", "nothing to do with it");
        publishTyped(HOME, events, "com.kaldrix.audit.write.v1", "somebody wrote something");
        publishTyped(HOME, events, "com.kaldrix.remediation.result.v1", "a remediation is done");
        sns(HOME)
                .publish(request -> request.topicArn(Objects.requireNonNull(topics.get("findings")))
                        .message("a finding"));

        String url = sqs(HOME)
                .getQueueUrl(request -> request.queueName(environment + "-kaldrix-compliance-reporter"))
                .queueUrl();
        assertThat(new TestQueue(sqs(HOME), url, "").takeBodies(4))
                .hasSize(4)
                .anyMatch(body -> body.contains("an alert was acknowledged"))
                .anyMatch(body -> body.contains("somebody wrote something"))
                .anyMatch(body -> body.contains("a remediation is done"))
                .anyMatch(body -> body.contains("a finding"))
                .noneMatch(body -> body.contains("nothing to do with it"));
    }

    /** Of the suite's own events, what asks for a remediation; whatever is published to the topic of alerts. */
    @Test
    void theProcessorHearsAlertsAndWhatAsksForARemediation() {
        String environment = unique();
        Provisioning.RegionResources made = Objects.requireNonNull(
                new Provisioning(environment, List.of(HOME)).apply(endpoint()).get(HOME));
        String events = Objects.requireNonNull(made.topicArns().get("events"));

        publishTyped(HOME, events, "com.kaldrix.alert.lifecycle.v1", "its own word");
        publishTyped(HOME, events, "com.kaldrix.remediation.request.v1", "a request");
        publishTyped(HOME, events, "com.kaldrix.remediation.result.v1", "its own answer");
        sns(HOME)
                .publish(request -> request.topicArn(
                                Objects.requireNonNull(made.topicArns().get("alerts")))
                        .message("an alert"));

        assertThat(new TestQueue(sqs(HOME), made.processorQueueUrl(), "").takeBodies(2))
                .hasSize(2)
                .anyMatch(body -> body.contains("a request"))
                .anyMatch(body -> body.contains("an alert"))
                .noneMatch(body -> body.contains("its own"));
    }

    private void publishTyped(String region, String topic, String type, String message) {
        sns(region)
                .publish(request ->
                        request.topicArn(topic).message(message).messageAttributes(Map.of("type", text(type))));
    }
}
