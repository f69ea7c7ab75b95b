package com.kaldrix.monitoring.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.kaldrix.monitoring.local.aws.LocalAws;
import com.kaldrix.monitoring.local.aws.Provisioning;
import com.kaldrix.monitoring.local.aws.Provisioning.RegionResources;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

class SignalRelayTest {
    private static final Instant ANCHOR = Instant.parse("2026-03-02T09:00:00Z");
    private static final StoryClock STORY = new StoryClock(Clock.systemUTC(), ANCHOR, ANCHOR, 60);
    private static final String SIGNAL = """
            {"id":"1","type":"com.kaldrix.alert.signal.v1","time":"2026-03-02T09:00:10Z","data":{"status":"resolved",\
            "name":"X","startsAt":"2026-03-02T09:00:01.500Z","endsAt":"2026-03-02T09:00:10Z"}}""";
    private static final String IN_STORY = """
            {"id":"1","type":"com.kaldrix.alert.signal.v1","time":"2026-03-02T09:10:00Z","data":{"status":"resolved",\
            "name":"X","startsAt":"2026-03-02T09:01:30Z","endsAt":"2026-03-02T09:10:00Z"}}""";

    @Test
    void aSignalGetsTheTimesOfTheStory() {
        try (SignalRelay relay = new SignalRelay(STORY::serviceTime)) {
            assertThat(relay.inStoryTime(SIGNAL)).isEqualTo(IN_STORY);
            for (String foreign :
                    List.of("no JSON", "[]", "{}", "{\"data\":1}", "{\"data\":{\"startsAt\":\"noon\"}}")) {
                assertThat(relay.inStoryTime(foreign)).isEqualTo(foreign);
            }
        }
    }

    @Test
    void signalsOfEveryRegionReachAlertProcessorsQueueThere() {
        try (LocalAws aws = LocalAws.inMemory(0)) {
            Map<String, RegionResources> regions = new Provisioning("test", List.of("us-east-1", "eu-west-1"))
                    .withTopics(List.of(SignalRelay.TOPIC))
                    .apply(aws.endpoint());
            RegionResources away = Objects.requireNonNull(regions.get("eu-west-1"));
            var credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));
            try (SignalRelay relay = new SignalRelay(STORY::serviceTime);
                    SnsClient sns = SnsClient.builder()
                            .endpointOverride(aws.endpoint())
                            .region(Region.EU_WEST_1)
                            .credentialsProvider(credentials)
                            .build();
                    SqsClient sqs = SqsClient.builder()
                            .endpointOverride(aws.endpoint())
                            .region(Region.EU_WEST_1)
                            .credentialsProvider(credentials)
                            .build()) {
                relay.start(aws.endpoint(), regions);
                String topic = Objects.requireNonNull(away.topicArns().get(SignalRelay.TOPIC));
                sns.publish(request -> request.topicArn(topic).message(SIGNAL));
                List<String> heard = new ArrayList<>();
                await().atMost(Duration.ofSeconds(30)).until(() -> {
                    sqs.receiveMessage(request -> request.queueUrl(away.processorQueueUrl()))
                            .messages()
                            .forEach(message -> heard.add(message.body()));
                    return !heard.isEmpty();
                });
                assertThat(heard).containsExactly(IN_STORY);
            }
        }
    }
}
