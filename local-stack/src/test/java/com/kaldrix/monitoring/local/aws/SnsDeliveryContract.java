package com.kaldrix.monitoring.local.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sns.model.BatchEntryIdsNotDistinctException;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;
import software.amazon.awssdk.services.sns.model.PublishBatchResultEntry;
import software.amazon.awssdk.services.sns.model.TooManyEntriesInBatchRequestException;
import software.amazon.awssdk.services.sqs.model.Message;
import tools.jackson.databind.JsonNode;

/** What is published: how it arrives, what is refused, and what a filter lets through. */
abstract class SnsDeliveryContract extends SnsTopicsContract {

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
        assertThat(envelope.path("SignatureVersion").asString()).isEqualTo(signatureVersion());
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
                .messageAttributes(Map.of("severity", text("P0"), "count", number("42"))));

        Message message = queue.take(1).getFirst();
        assertThat(message.body()).isEqualTo(" {\"a\": 1}\n\u2603 ");
        assertThat(message.messageAttributes()).containsOnlyKeys("severity", "count");
        assertThat(message.messageAttributes().get("severity")).satisfies(value -> {
            assertThat(value.dataType()).isEqualTo("String");
            assertThat(value.stringValue()).isEqualTo("P0");
        });
        assertThat(message.messageAttributes().get("count")).satisfies(value -> {
            assertThat(value.dataType()).isEqualTo("Number");
            assertThat(value.stringValue()).isEqualTo("42");
        });
    }

    @Test
    void rawDeliveryKeepsBinaryAttributes() {
        byte[] digest = {0, 1, (byte) 0xff};
        String topic = createTopic(unique());
        TestQueue queue = createQueue();
        subscribeRaw(topic, queue);
        sns().publish(request -> request.topicArn(topic)
                .message("with bytes")
                .messageAttributes(Map.of(
                        "digest",
                        MessageAttributeValue.builder()
                                .dataType("Binary")
                                .binaryValue(SdkBytes.fromByteArray(digest))
                                .build())));

        binaryAttributesPass(digest, queue);
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
        messagesByProtocolNeedADefault(() -> sns().publish(request ->
                request.topicArn(topic).messageStructure("json").message("{\"sqs\":\"no default\"}")));
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
        emptyMessagesAreRefused(() -> publish(topic, ""));
        assertThatThrownBy(() -> sns().publish(request ->
                        request.topicArn(topic).message("fine").subject("s".repeat(101))))
                .isInstanceOf(InvalidParameterException.class);
    }

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
                        PublishBatchRequestEntry.builder()
                                .id("bad")
                                .message("for FIFO topics only")
                                .messageDeduplicationId("d")
                                .build(),
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
        assertThat(queue.receive(30)).isEmpty();
        batchesAreLimitedAltogether(() -> batch(topic, List.of(entry("a", half), entry("b", half))));
    }

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
}
