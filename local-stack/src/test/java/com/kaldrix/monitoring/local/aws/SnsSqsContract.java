package com.kaldrix.monitoring.local.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.BatchEntryIdsNotDistinctException;
import software.amazon.awssdk.services.sns.model.BatchRequestTooLongException;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.ListTopicsResponse;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;
import software.amazon.awssdk.services.sns.model.PublishBatchResultEntry;
import software.amazon.awssdk.services.sns.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sns.model.SnsException;
import software.amazon.awssdk.services.sns.model.Subscription;
import software.amazon.awssdk.services.sns.model.Tag;
import software.amazon.awssdk.services.sns.model.TooManyEntriesInBatchRequestException;
import software.amazon.awssdk.services.sns.model.Topic;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the suite relies on of SNS and SQS, asked through the SDK of AWS. It runs against each thing that stands in for AWS.
 * Where one of them is known to differ, it overrides an expectation by its name and says how it differs.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SnsSqsContract {
    static final String HOME = "us-east-1";
    static final String AWAY = "eu-west-1";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private @Nullable AwsClients clients;

    /** Where the thing under test listens; called once, before all tests. */
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

    // ---- expectations that a stand-in may override, each with its reason

    /** AWS refuses a topic of another region with InvalidParameter. */
    Class<? extends SnsException> refusalOfAnotherRegionsTopic() {
        return InvalidParameterException.class;
    }

    // ---- topics

    @Test
    void creatingATopicTwiceGivesTheSameTopic() {
        String name = unique();
        String first = createTopic(name);
        assertThat(createTopic(name)).isEqualTo(first);
        assertThat(first).startsWith("arn:aws:sns:" + HOME + ":").endsWith(":" + name);
    }

    @Test
    void aTopicHasTheAttributesItWasMadeWithAndThoseSetLater() {
        String arn = sns().createTopic(request -> request.name(unique()).attributes(Map.of("DisplayName", "Alerts")))
                .topicArn();
        assertThat(topicAttributes(arn))
                .containsEntry("TopicArn", arn)
                .containsEntry("DisplayName", "Alerts")
                .containsEntry("SubscriptionsConfirmed", "0")
                .containsKeys("Owner", "Policy");

        sns().setTopicAttributes(request ->
                request.topicArn(arn).attributeName("DisplayName").attributeValue("Pages"));

        assertThat(topicAttributes(arn)).containsEntry("DisplayName", "Pages");
    }

    @ParameterizedTest
    @CsvSource({"'with space'", "'dots.are.out'", "'slash/'"})
    void aTopicNameOfOtherCharactersIsRefused(String name) {
        assertThatThrownBy(() -> createTopic(name)).isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void aTopicThatIsNotThereIsNotFound() {
        String gone = createTopic(unique());
        sns().deleteTopic(request -> request.topicArn(gone));
        sns().deleteTopic(request -> request.topicArn(gone));

        assertThatThrownBy(() -> topicAttributes(gone)).isInstanceOfSatisfying(NotFoundException.class, failure -> {
            assertThat(failure.statusCode()).isEqualTo(404);
            assertThat(failure.awsErrorDetails().errorCode()).isEqualTo("NotFound");
        });
        assertThatThrownBy(() -> publish(gone, "nobody")).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> subscribe(gone, createQueue(), Map.of())).isInstanceOf(NotFoundException.class);
    }

    @Test
    void topicsAreListedInPages() {
        List<String> made = new ArrayList<>();
        String prefix = unique();
        for (int i = 0; i < 110; i++) {
            made.add(createTopic(prefix + "-" + i));
        }
        ListTopicsResponse first = sns().listTopics();
        assertThat(first.topics()).hasSize(100);
        assertThat(first.nextToken()).isNotEmpty();

        assertThat(sns().listTopicsPaginator().topics().stream().map(Topic::topicArn))
                .containsAll(made)
                .doesNotHaveDuplicates();
        made.forEach(arn -> sns().deleteTopic(request -> request.topicArn(arn)));
    }

    @Test
    void tagsOfATopicAreKept() {
        String arn = sns().createTopic(
                        request -> request.name(unique()).tags(tag("team", "monitoring"), tag("stage", "test")))
                .topicArn();
        sns().tagResource(request -> request.resourceArn(arn).tags(tag("stage", "prod"), tag("cost", "42")));
        sns().untagResource(request -> request.resourceArn(arn).tagKeys("team"));

        assertThat(sns().listTagsForResource(request -> request.resourceArn(arn))
                        .tags())
                .containsExactlyInAnyOrder(tag("stage", "prod"), tag("cost", "42"));
        sns().deleteTopic(request -> request.topicArn(arn));
        assertThatThrownBy(() -> sns().listTagsForResource(request -> request.resourceArn(arn)))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    // ---- subscriptions

    @Test
    void subscribingTheSameQueueTwiceGivesTheSameSubscription() {
        String topic = createTopic(unique());
        TestQueue queue = createQueue();
        String first = subscribe(topic, queue, Map.of("RawMessageDelivery", "true"));

        assertThat(subscribe(topic, queue, Map.of("RawMessageDelivery", "true")))
                .isEqualTo(first);
        publish(topic, "once");
        assertThat(queue.takeBodies(1)).containsExactly("once");
    }

    @Test
    void aSubscriptionTellsItsAttributes() {
        String topic = createTopic(unique());
        TestQueue queue = createQueue();
        String arn = subscribe(topic, queue, Map.of());
        assertThat(subscriptionAttributes(arn))
                .containsEntry("SubscriptionArn", arn)
                .containsEntry("TopicArn", topic)
                .containsEntry("Protocol", "sqs")
                .containsEntry("Endpoint", queue.arn())
                .containsEntry("RawMessageDelivery", "false")
                .containsEntry("PendingConfirmation", "false");

        setSubscriptionAttribute(arn, "RawMessageDelivery", "true");
        setSubscriptionAttribute(arn, "FilterPolicy", "{\"type\":[\"page\"]}");

        assertThat(subscriptionAttributes(arn))
                .containsEntry("RawMessageDelivery", "true")
                .containsEntry("FilterPolicy", "{\"type\":[\"page\"]}")
                .containsEntry("FilterPolicyScope", "MessageAttributes");
    }

    @Test
    void subscriptionsAreListedByTopicAndOverall() {
        String topic = createTopic(unique());
        String other = createTopic(unique());
        String first = subscribe(topic, createQueue(), Map.of());
        String second = subscribe(topic, createQueue(), Map.of());
        String third = subscribe(other, createQueue(), Map.of());

        assertThat(sns().listSubscriptionsByTopicPaginator(request -> request.topicArn(topic))
                        .subscriptions())
                .extracting(Subscription::subscriptionArn)
                .containsExactlyInAnyOrder(first, second);
        assertThat(sns().listSubscriptionsPaginator().subscriptions())
                .extracting(Subscription::subscriptionArn)
                .contains(first, second, third);
    }

    @Test
    void afterUnsubscribingNothingComes() {
        String topic = createTopic(unique());
        TestQueue leaving = createQueue();
        TestQueue staying = createQueue();
        String arn = subscribeRaw(topic, leaving);
        subscribeRaw(topic, staying);
        sns().unsubscribe(request -> request.subscriptionArn(arn));
        sns().unsubscribe(request -> request.subscriptionArn(arn));

        publish(topic, "for those who stay");

        assertThat(staying.takeBodies(1)).containsExactly("for those who stay");
        assertThat(leaving.receive(30)).isEmpty();
        assertThatThrownBy(() -> subscriptionAttributes(arn)).isInstanceOf(NotFoundException.class);
    }

    @Test
    void aDeletedTopicTakesItsSubscriptionsAlong() {
        String name = unique();
        String topic = createTopic(name);
        TestQueue queue = createQueue();
        subscribeRaw(topic, queue);
        sns().deleteTopic(request -> request.topicArn(topic));

        String again = createTopic(name);
        publish(again, "to nobody");

        assertThat(queue.receive(30)).isEmpty();
        assertThat(topicAttributes(again)).containsEntry("SubscriptionsConfirmed", "0");
    }

    @Test
    void wrongAttributesOfASubscriptionAreRefused() {
        String topic = createTopic(unique());
        TestQueue queue = createQueue();
        assertThatThrownBy(() -> subscribe(topic, queue, Map.of("NoSuchAttribute", "x")))
                .isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> subscribe(topic, queue, Map.of("FilterPolicy", "{\"a\":[{\"no-such\":1}]}")))
                .isInstanceOf(InvalidParameterException.class);
    }

    // ---- publishing

    @Test
    void everySubscribedQueueGetsEachMessageBeforePublishReturns() {
        String topic = createTopic(unique());
        List<TestQueue> queues = List.of(createQueue(), createQueue(), createQueue());
        queues.forEach(queue -> subscribeRaw(topic, queue));

        publish(topic, "to all");

        for (TestQueue queue : queues) {
            assertThat(queue.receive(30)).extracting(Message::body).containsExactly("to all");
        }
    }

    @Test
    void anEnvelopeTellsWhatAndWhence() {
        String topic = createTopic(unique());
        TestQueue queue = createQueue();
        subscribe(topic, queue, Map.of());

        String id = sns().publish(request -> request.topicArn(topic)
                        .subject("Disk full")
                        .message("{\"quoted\":\"<&>\u00e9\\n\"}")
                        .messageAttributes(Map.of("severity", text("P0"), "count", number("3"))))
                .messageId();

        Message message = queue.take(1).getFirst();
        assertThat(message.messageAttributes()).isEmpty();
        JsonNode envelope = JSON.readTree(message.body());
        assertThat(envelope.path("Type").asString()).isEqualTo("Notification");
        assertThat(envelope.path("MessageId").asString()).isEqualTo(id);
        assertThat(envelope.path("TopicArn").asString()).isEqualTo(topic);
        assertThat(envelope.path("Subject").asString()).isEqualTo("Disk full");
        assertThat(envelope.path("Message").asString()).isEqualTo("{\"quoted\":\"<&>\u00e9\\n\"}");
        assertThat(Instant.parse(envelope.path("Timestamp").asString())).isBefore(Instant.MAX);
        assertThat(envelope.path("Timestamp").asString())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(envelope.path("SignatureVersion").asString()).isEqualTo("1");
        assertThat(envelope.path("Signature").asString()).isNotEmpty();
        assertThat(envelope.path("SigningCertURL").asString())
                .startsWith("http")
                .endsWith(".pem");
        assertThat(envelope.path("UnsubscribeURL").asString()).contains("Action=Unsubscribe");
        assertThat(envelope.at("/MessageAttributes/severity/Type").asString()).isEqualTo("String");
        assertThat(envelope.at("/MessageAttributes/severity/Value").asString()).isEqualTo("P0");
        assertThat(envelope.at("/MessageAttributes/count/Type").asString()).isEqualTo("Number");
        assertThat(envelope.at("/MessageAttributes/count/Value").asString()).isEqualTo("3");
    }

    @Test
    void anEnvelopeWithoutSubjectAndAttributesNamesNeither() {
        String topic = createTopic(unique());
        TestQueue queue = createQueue();
        subscribe(topic, queue, Map.of());
        publish(topic, "plain");

        JsonNode envelope = JSON.readTree(queue.take(1).getFirst().body());
        assertThat(envelope.has("Subject")).isFalse();
        assertThat(envelope.has("MessageAttributes")).isFalse();
    }

    @Test
    void rawDeliveryKeepsBodyAndAttributesAsTheyWere() {
        String topic = createTopic(unique());
        TestQueue queue = createQueue();
        subscribeRaw(topic, queue);
        sns().publish(request -> request.topicArn(topic)
                .subject("not in raw delivery")
                .message(" {\"a\": 1}\n\u2603 ")
                .messageAttributes(Map.of(
                        "severity",
                        text("P0"),
                        "count",
                        number("42"),
                        "digest",
                        MessageAttributeValue.builder()
                                .dataType("Binary")
                                .binaryValue(SdkBytes.fromByteArray(new byte[] {0, 1, (byte) 0xff}))
                                .build())));

        Message message = queue.take(1).getFirst();
        assertThat(message.body()).isEqualTo(" {\"a\": 1}\n\u2603 ");
        assertThat(message.messageAttributes()).containsOnlyKeys("severity", "count", "digest");
        assertThat(message.messageAttributes().get("severity")).satisfies(value -> {
            assertThat(value.dataType()).isEqualTo("String");
            assertThat(value.stringValue()).isEqualTo("P0");
        });
        assertThat(message.messageAttributes().get("count")).satisfies(value -> {
            assertThat(value.dataType()).isEqualTo("Number");
            assertThat(value.stringValue()).isEqualTo("42");
        });
        assertThat(message.messageAttributes().get("digest"))
                .satisfies(
                        value -> assertThat(value.binaryValue().asByteArray()).containsExactly(0, 1, 0xff));
    }

    @Test
    void aMessagePerProtocolIsChosenForQueues() {
        String topic = createTopic(unique());
        TestQueue queue = createQueue();
        subscribeRaw(topic, queue);
        sns().publish(request -> request.topicArn(topic)
                .messageStructure("json")
                .message("{\"default\":\"for the rest\",\"sqs\":\"for queues\"}"));

        assertThat(queue.takeBodies(1)).containsExactly("for queues");
        assertThatThrownBy(() -> sns().publish(request ->
                        request.topicArn(topic).messageStructure("json").message("{\"sqs\":\"no default\"}")))
                .isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void aMessageOfMoreThan256KilobytesIsRefused() {
        String topic = createTopic(unique());
        TestQueue queue = createQueue();
        subscribeRaw(topic, queue);

        publish(topic, "x".repeat(256 * 1024));
        assertThat(queue.takeBodies(1)).allSatisfy(body -> assertThat(body).hasSize(256 * 1024));
        assertThatThrownBy(() -> publish(topic, "x".repeat(256 * 1024 + 1)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Message too long");
    }

    @Test
    void anEmptyMessageAndALongSubjectAreRefused() {
        String topic = createTopic(unique());
        assertThatThrownBy(() -> publish(topic, "")).isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> sns().publish(request ->
                        request.topicArn(topic).message("fine").subject("s".repeat(101))))
                .isInstanceOf(InvalidParameterException.class);
    }

    // ---- batches

    @Test
    void aBatchOfTenArrivesWhole() {
        String topic = createTopic(unique());
        TestQueue queue = createQueue();
        subscribeRaw(topic, queue);
        PublishBatchResponse response =
                sns().publishBatch(request -> request.topicArn(topic).publishBatchRequestEntries(entries(10)));

        assertThat(response.failed()).isEmpty();
        assertThat(response.successful())
                .extracting(PublishBatchResultEntry::id)
                .containsExactlyInAnyOrderElementsOf(
                        entries(10).stream().map(PublishBatchRequestEntry::id).toList());
        List<Message> messages = queue.take(10);
        assertThat(messages)
                .extracting(Message::body)
                .containsExactlyInAnyOrderElementsOf(entries(10).stream()
                        .map(PublishBatchRequestEntry::message)
                        .toList());
        assertThat(messages)
                .allSatisfy(message -> assertThat(message.messageAttributes()).containsKey("number"));
    }

    @Test
    void theEntriesOfABatchFailOneByOne() {
        String topic = createTopic(unique());
        TestQueue queue = createQueue();
        subscribeRaw(topic, queue);
        PublishBatchResponse response = sns().publishBatch(request -> request.topicArn(topic)
                .publishBatchRequestEntries(
                        PublishBatchRequestEntry.builder()
                                .id("good")
                                .message("good")
                                .build(),
                        PublishBatchRequestEntry.builder().id("bad").message("").build(),
                        PublishBatchRequestEntry.builder()
                                .id("fine")
                                .message("fine")
                                .build()));

        assertThat(response.successful())
                .extracting(PublishBatchResultEntry::id)
                .containsExactlyInAnyOrder("good", "fine");
        assertThat(response.failed()).singleElement().satisfies(failed -> {
            assertThat(failed.id()).isEqualTo("bad");
            assertThat(failed.code()).isEqualTo("InvalidParameter");
            assertThat(failed.senderFault()).isTrue();
        });
        assertThat(queue.takeBodies(2)).containsExactlyInAnyOrder("good", "fine");
    }

    @Test
    void aBatchThatBreaksTheRulesIsRefusedAsAWhole() {
        String topic = createTopic(unique());
        TestQueue queue = createQueue();
        subscribeRaw(topic, queue);
        assertThatThrownBy(() -> batch(topic, entries(11))).isInstanceOf(TooManyEntriesInBatchRequestException.class);
        assertThatThrownBy(() -> batch(topic, List.of(entry("same", "a"), entry("same", "b"))))
                .isInstanceOf(BatchEntryIdsNotDistinctException.class);
        String half = "x".repeat(150 * 1024);
        assertThatThrownBy(() -> batch(topic, List.of(entry("a", half), entry("b", half))))
                .isInstanceOf(BatchRequestTooLongException.class);
        assertThat(queue.receive(30)).isEmpty();
    }

    // ---- filters

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'severity':['P0','P1']} | severity=P0 | severity=P3",
                "{'severity':['P0'],'region':['us-east-1']} | severity=P0,region=us-east-1 | severity=P0,region=eu-west-1",
                "{'severity':['P0'],'region':['us-east-1']} | severity=P0,region=us-east-1 | severity=P0",
                "{'type':[{'prefix':'com.kaldrix.'}]} | type=com.kaldrix.alert | type=com.other",
                "{'type':[{'anything-but':['noise','test']}]} | type=alert | type=noise",
                "{'type':[{'anything-but':{'prefix':'test-'}}]} | type=alert | type=test-alert",
                "{'shard':[{'exists':true}]} | shard=1 | severity=P0",
                "{'shard':[{'exists':false}]} | severity=P0 | shard=1",
                "{'count':[{'numeric':['>=',10,'<',20]}]} | count=#10 | count=#20",
                "{'count':[{'numeric':['=',3.5]}]} | count=#3.50 | count=#3",
                "{'count':[7]} | count=#7 | count=#8",
                "{'tags':['red']} | tags=@['green','red'] | tags=@['green']",
                "{'type':['exact',{'prefix':'also-'}]} | type=also-this | type=else"
            })
    void aFilterLetsThroughWhatItNames(String policy, String wanted, String unwanted) {
        String topic = createTopic(unique());
        TestQueue queue = createQueue();
        subscribe(
                topic,
                queue,
                Map.of(
                        "RawMessageDelivery", "true",
                        "FilterPolicyScope", "MessageAttributes",
                        "FilterPolicy", policy.replace('\'', '"')));

        sns().publish(request -> request.topicArn(topic).message("unwanted").messageAttributes(attributes(unwanted)));
        sns().publish(request -> request.topicArn(topic).message("wanted").messageAttributes(attributes(wanted)));

        assertThat(queue.takeBodies(1)).containsExactly("wanted");
    }

    @Test
    void aFilterOnTheBodyLooksIntoIt() {
        String topic = createTopic(unique());
        TestQueue queue = createQueue();
        subscribe(
                topic,
                queue,
                Map.of(
                        "RawMessageDelivery", "true",
                        "FilterPolicyScope", "MessageBody",
                        "FilterPolicy", "{\"detail\":{\"state\":[\"ALARM\"]}}"));
        publish(topic, "{\"detail\":{\"state\":\"OK\"}}");
        publish(topic, "{\"detail\":{\"state\":\"ALARM\"}}");

        assertThat(queue.takeBodies(1)).containsExactly("{\"detail\":{\"state\":\"ALARM\"}}");
    }

    @Test
    void aFilterAppliesToTheEntriesOfABatch() {
        String topic = createTopic(unique());
        TestQueue queue = createQueue();
        subscribe(
                topic,
                queue,
                Map.of("RawMessageDelivery", "true", "FilterPolicy", "{\"number\":[{\"numeric\":[\">=\",7]}]}"));
        batch(topic, entries(10));

        assertThat(queue.takeBodies(3)).containsExactlyInAnyOrder("message 7", "message 8", "message 9");
    }

    // ---- regions

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

    // ---- queues

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

    // ---- the suite's own topics and queues

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

    // ---- words

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

    private void batch(String topic, List<PublishBatchRequestEntry> entries) {
        sns().publishBatch(request -> request.topicArn(topic).publishBatchRequestEntries(entries));
    }

    private Map<String, String> topicAttributes(String arn) {
        return sns().getTopicAttributes(request -> request.topicArn(arn)).attributes();
    }

    private Map<String, String> subscriptionAttributes(String arn) {
        return sns().getSubscriptionAttributes(request -> request.subscriptionArn(arn))
                .attributes();
    }

    private void setSubscriptionAttribute(String arn, String name, String value) {
        sns().setSubscriptionAttributes(request ->
                request.subscriptionArn(arn).attributeName(name).attributeValue(value));
    }

    private static List<PublishBatchRequestEntry> entries(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> PublishBatchRequestEntry.builder()
                        .id("entry-" + i)
                        .message("message " + i)
                        .messageAttributes(Map.of("number", number(Integer.toString(i))))
                        .build())
                .toList();
    }

    private static PublishBatchRequestEntry entry(String id, String message) {
        return PublishBatchRequestEntry.builder().id(id).message(message).build();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    private static MessageAttributeValue text(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
    }

    private static MessageAttributeValue number(String value) {
        return MessageAttributeValue.builder()
                .dataType("Number")
                .stringValue(value)
                .build();
    }

    /** Reads {@code name=text,name=#number,name=@array}. */
    private static Map<String, MessageAttributeValue> attributes(String written) {
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
