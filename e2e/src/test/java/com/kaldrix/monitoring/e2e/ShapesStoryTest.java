package com.kaldrix.monitoring.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.kaldrix.monitoring.e2e.SharedStages.On;
import com.kaldrix.monitoring.e2e.SharedStages.Setting;
import com.kaldrix.monitoring.local.sink.SinkName;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.sns.model.SubscribeRequest;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Every shape in which alerts come reaches every kind of channel, and so does its end, exactly once each. */
@On(Setting.EVERY_CHANNEL)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShapesStoryTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String BOT = "/api/chat.";

    private final Stage stage;
    private int told;

    ShapesStoryTest(Stage stage) {
        this.stage = stage;
    }

    static Stream<Shape> shapes() throws IOException {
        return Stream.concat(Shapes.alarms().stream(), Shapes.events().stream());
    }

    static List<Shape> alarms() throws IOException {
        return Shapes.alarms();
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void asItIs(Shape recorded) {
        Shape shape = unique(recorded);
        fires(shape, () -> stage.topics().publish(shape.region(), shape.firing()));
        ends(shape, () -> stage.topics().publish(shape.region(), shape.over()));
    }

    @ParameterizedTest
    @MethodSource("alarms")
    void inTheEnvelopeOfSns(Shape recorded) {
        Shape shape = unique(recorded);
        String topic = topicThatWraps(shape.region());
        var sns = stage.topics().sns(shape.region());
        fires(shape, () -> sns.publish(request -> request.topicArn(topic).message(shape.firing())));
        ends(shape, () -> sns.publish(request -> request.topicArn(topic).message(shape.over())));
    }

    @Test
    void asPrometheusPostsIt() {
        Shape shape = new Shape("Prometheus", "us-west-2", prometheus(""), prometheus(endedNow()), "prometheus-alert")
                .as("prometheus-alert-" + told++);
        fires(
                shape,
                () -> assertThat(stage.post("/api/v2/alerts", shape.firing()).statusCode())
                        .isEqualTo(200));
        ends(
                shape,
                () -> assertThat(stage.post("/api/v2/alerts", shape.over()).statusCode())
                        .isEqualTo(200));
    }

    private Shape unique(Shape recorded) {
        return recorded.as("story-" + told++ + "-" + recorded.identity());
    }

    private static String prometheus(String endsAt) {
        return """
                [{"labels": {"alertname": "HighErrorRate", "instance": "prometheus-alert", "region": "us-west-2",
                             "severity": "P1", "job": "kaldrix-app"},
                  "annotations": {"summary": "Error rate above 5 %"},
                  "startsAt": "2026-03-02T09:15:00Z"ENDS,
                  "generatorURL": "http://prometheus.example/graph"}]
                """.replace("ENDS", endsAt);
    }

    private static String endedNow() {
        return ", \"endsAt\": \"2026-03-02T09:45:00Z\"";
    }

    /** A topic of the region whose messages reach the queue in SNS's envelope, as a subscription's default is. */
    private String topicThatWraps(String region) {
        var sns = stage.topics().sns(region);
        String url = stage.stack().resources(region).processorQueueUrl();
        String queue = stage.topics()
                .sqs(region)
                .getQueueAttributes(request -> request.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .getOrDefault(QueueAttributeName.QUEUE_ARN, "");
        String topic =
                sns.createTopic(request -> request.name("enveloped-alerts")).topicArn();
        sns.subscribe(SubscribeRequest.builder()
                .topicArn(topic)
                .protocol("sqs")
                .endpoint(queue)
                .attributes(Map.of("RawMessageDelivery", "false"))
                .build());
        return topic;
    }

    private void fires(Shape shape, Runnable publish) {
        publish.run();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(heard(shape, false))
                        .containsExactlyInAnyOrder(
                                "pagerduty trigger",
                                "slack alerts",
                                "slack quiet",
                                "slack bot post",
                                "smtp",
                                "sns-email",
                                "webhook"));
        assertThat(about(shape)).allSatisfy(message -> {
            assertThat(message.text()).contains(shape.region());
            assertThat(message.text()).doesNotContain("Possible repeat");
        });
    }

    private void ends(Shape shape, Runnable publish) {
        publish.run();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(heard(shape, true))
                        .containsExactlyInAnyOrder(
                                "pagerduty resolve",
                                "slack alerts",
                                "slack bot update",
                                "smtp",
                                "sns-email",
                                "webhook"));
        assertThat(heard(shape, false)).as("what told that it fires").hasSize(7);
        for (SinkName sink : SinkName.values()) {
            assertThat(stage.sinks().counts(sink).rejected())
                    .as("refused by %s", sink)
                    .isZero();
        }
    }

    private List<String> heard(Shape shape, boolean over) {
        return about(shape).stream()
                .filter(message -> message.over() == over)
                .map(ShapesStoryTest::channel)
                .toList();
    }

    /** All messages on the incident of this alert. */
    private List<Heard> about(Shape shape) {
        List<Heard> all = Heard.all(stage.sinks());
        var incidents = all.stream()
                .filter(message -> message.text().contains(shape.identity()))
                .map(Heard::incident)
                .collect(Collectors.toSet());
        assertThat(incidents).as("incidents of %s", shape).hasSizeLessThanOrEqualTo(1);
        return all.stream()
                .filter(message -> incidents.contains(message.incident()))
                .toList();
    }

    private static String channel(Heard message) {
        return switch (message.sink()) {
            case SLACK ->
                message.path().startsWith(BOT)
                        ? "slack bot " + (message.path().endsWith("postMessage") ? "post" : "update")
                        : "slack " + message.path().substring(message.path().lastIndexOf('/') + 1);
            case PAGERDUTY -> "pagerduty " + (message.over() ? "resolve" : "trigger");
            default -> message.sink().label();
        };
    }
}
