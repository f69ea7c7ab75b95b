package com.kaldrix.monitoring.common.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.kaldrix.monitoring.common.id.Ids;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.PublishBatchRequest;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;
import software.amazon.awssdk.services.sns.model.PublishBatchResultEntry;

class SnsTopicPublisherTest {
    private static final String ARN = "arn:aws:sns:us-east-1:123456789012:test-kaldrix-events";

    private final FakeSns sns = new FakeSns();
    private final SnsTopicPublisher publisher = new SnsTopicPublisher(sns, new TopicProperties(Map.of("events", ARN)));

    @Test
    void sendsBodyTypeAndAttributesToTheTopicsArn() {
        OutboxMessage message = message("{\"a\":1}");

        assertThat(publisher.publish("events", List.of(message))).isEmpty();

        PublishBatchRequest request = sns.requests.getFirst();
        assertThat(request.topicArn()).isEqualTo(ARN);
        PublishBatchRequestEntry entry = request.publishBatchRequestEntries().getFirst();
        assertThat(entry.message()).isEqualTo("{\"a\":1}");
        assertThat(entry.messageAttributes())
                .hasEntrySatisfying(
                        "type", type -> assertThat(type.stringValue()).isEqualTo("com.kaldrix.test.v1"))
                .hasEntrySatisfying(
                        "region", region -> assertThat(region.stringValue()).isEqualTo("us-east-1"))
                .hasSize(2);
    }

    @Test
    void namesTheMessagesThatSnsRefused() {
        OutboxMessage good = message("good");
        OutboxMessage bad = message("refused");

        assertThat(publisher.publish("events", List.of(good, bad)))
                .isEqualTo(Map.of(bad.id(), "InternalError: try again"));
    }

    @Test
    void triesOneByOneWhenOneMessageSpoilsTheBatch() {
        OutboxMessage good = message("good");
        OutboxMessage spoils = message("spoils");

        Map<UUID, String> failed = publisher.publish("events", List.of(spoils, good));

        assertThat(failed).hasSize(1).containsKey(spoils.id());
        assertThat(sns.requests).hasSize(3);
    }

    @Test
    void failsTheBatchWhenSnsIsAway() {
        OutboxMessage message = message("away");

        assertThat(publisher.publish("events", List.of(message))).containsOnlyKeys(message.id());
    }

    @Test
    void saysWhichPropertyATopicNeeds() {
        OutboxMessage message = new OutboxMessage(Ids.next(), "alerts", "t", "{}", Map.of());

        assertThat(publisher.publish("alerts", List.of(message)).get(message.id()))
                .contains("kaldrix.topics.alerts");
        assertThatThrownBy(() -> new TopicProperties(Map.of("alerts", "kaldrix-alerts")))
                .hasMessageContaining("kaldrix.topics.alerts");
    }

    private static OutboxMessage message(String body) {
        return new OutboxMessage(Ids.next(), "events", "com.kaldrix.test.v1", body, Map.of("region", "us-east-1"));
    }

    /** SNS as far as {@code PublishBatch} goes; the body says what is to happen. */
    private static final class FakeSns implements SnsClient {
        private final List<PublishBatchRequest> requests = new ArrayList<>();

        @Override
        public PublishBatchResponse publishBatch(PublishBatchRequest request) {
            requests.add(request);
            List<PublishBatchResultEntry> successful = new ArrayList<>();
            List<BatchResultErrorEntry> failed = new ArrayList<>();
            for (PublishBatchRequestEntry entry : request.publishBatchRequestEntries()) {
                switch (entry.message()) {
                    case "spoils" ->
                        throw InvalidParameterException.builder()
                                .statusCode(400)
                                .message("Invalid parameter: message")
                                .build();
                    case "away" -> throw SdkClientException.create("connection refused");
                    case "refused" ->
                        failed.add(BatchResultErrorEntry.builder()
                                .id(entry.id())
                                .code("InternalError")
                                .message("try again")
                                .build());
                    default ->
                        successful.add(
                                PublishBatchResultEntry.builder().id(entry.id()).build());
                }
            }
            return PublishBatchResponse.builder()
                    .successful(successful)
                    .failed(failed)
                    .build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}
