package com.kaldrix.monitoring.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.kaldrix.monitoring.common.event.CloudEvent;
import com.kaldrix.monitoring.common.event.CloudEvents;
import com.kaldrix.monitoring.common.event.MetricBatch;
import com.kaldrix.monitoring.common.event.MetricBatch.Columns;
import com.kaldrix.monitoring.common.region.Region;
import com.kaldrix.monitoring.local.stack.Ports;
import com.kaldrix.monitoring.local.stack.ServiceDefinition;
import com.kaldrix.monitoring.local.stack.StackBuilder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;

/** From windows on the topic of metrics to a message at Slack, over real queues, databases and processes. */
class AnomalyStoryTest {
    private static final int WINDOWS = 400;
    private static final int SPIKE = 340;
    private static final Duration WINDOW = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern PICTURE = Pattern.compile("\"image_url\":\"([^\"]+/plot\\.png\\?[^\"]+)\"");
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G'};

    @Test
    void aDropIsFoundExplainedAndToldOnceWithItsPlotAndItsEndAsWell() throws Exception {
        Ports ports = Ports.free();
        UnaryOperator<StackBuilder> quick = Stage.configuration("anomaly", ports, SlackTeam.ROUTES, EveryChannel.RULES);
        try (Stage stage = Stage.start(
                "anomaly",
                ports,
                builder -> quick.apply(builder.regions(List.of(Stage.HUB))
                                .services(List.of(Stage.SERVICE, ServiceDefinition.ANOMALY_PROCESSOR)))
                        // What is sent lies back in time, so that what is between its two parts would be missing by the
                        // clock.
                        .environment(ServiceDefinition.ANOMALY_PROCESSOR, "KALDRIX_INTAKE_TICK_EVERY", "1h"))) {
            Instant begin =
                    stage.clock().instant().minus(WINDOW.multipliedBy(WINDOWS)).truncatedTo(ChronoUnit.MINUTES);
            // Always the same noise: in some thousand readings of any there is one that is worth a P3.
            Random random = new Random(1);
            List<Double> values = IntStream.range(0, WINDOWS)
                    .mapToObj(i -> i >= SPIKE && i < SPIKE + 12 ? 40.0 : 100 + random.nextGaussian())
                    .toList();

            publish(stage, begin, values, 0, SPIKE + 12);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(SlackTeam.told(stage)).hasSize(1));
            assertThat(SlackTeam.told(stage).getFirst().text())
                    .contains("kaldrix_node_peers")
                    .contains("is usual");
            seesThePicture(SlackTeam.told(stage).getFirst().text());
            publish(stage, begin, values, SPIKE + 12, WINDOWS);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(SlackTeam.told(stage)).hasSize(2));

            assertThat(SlackTeam.told(stage))
                    .extracting(Heard::incident)
                    .containsOnly(SlackTeam.told(stage).getFirst().incident());
            await().during(Duration.ofSeconds(5))
                    .atMost(Duration.ofSeconds(7))
                    .until(() -> SlackTeam.told(stage).size() == 2);
            whatCloudTrailFindsIsToldOnceAndKnownHereAsWell(stage);
        }
    }

    private static void whatCloudTrailFindsIsToldOnceAndKnownHereAsWell(Stage stage) throws IOException {
        String now = stage.clock().instant().truncatedTo(ChronoUnit.SECONDS).toString();
        String insight = Packaged.recorded("cloudtrail/insight-start.json")
                .replaceAll("\"(time|eventTime)\": \"[^\"]+\"", "\"$1\": \"" + now + "\"");
        String topic = stage.stack().resources(Stage.HUB).topicArns().getOrDefault("alerts", "");
        stage.topics().sns(Stage.HUB).publish(request -> request.topicArn(topic).message(insight));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                stage.get(ServiceDefinition.ANOMALY_PROCESSOR.label(), "/api/v1/anomalies")
                                        .body())
                        .contains("cloudtrail_api_call_rate", "Decrypt of kms.amazonaws.com is called"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(SlackTeam.told(stage)).hasSize(3));
        await().during(Duration.ofSeconds(5))
                .atMost(Duration.ofSeconds(7))
                .until(() -> SlackTeam.told(stage).size() == 3);
        assertThat(SlackTeam.told(stage).getLast().text())
                .contains("Decrypt of kms.amazonaws.com is called at an unusual rate");
    }

    /** Slack fetches it without a token, from the address alone. */
    private static void seesThePicture(String message) throws Exception {
        Matcher address = PICTURE.matcher(message);
        assertThat(address.find()).as(message).isTrue();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<byte[]> picture = http.send(
                    HttpRequest.newBuilder(URI.create(address.group(1))).build(), BodyHandlers.ofByteArray());
            assertThat(picture.statusCode()).isEqualTo(200);
            assertThat(picture.body()).startsWith(PNG);
            URI forged = URI.create(address.group(1).replaceFirst("expires=\\d+", "expires=9999999999"));
            assertThat(http.send(HttpRequest.newBuilder(forged).build(), BodyHandlers.discarding())
                            .statusCode())
                    .isBetween(400, 499);
        }
    }

    private static void publish(Stage stage, Instant begin, List<Double> values, int from, int to) {
        String topic = stage.stack().resources(Stage.HUB).topicArns().getOrDefault("metrics", "");
        for (int first = from; first < to; first += 10) {
            List<PublishBatchRequestEntry> entries = IntStream.range(first, Math.min(to, first + 10))
                    .mapToObj(i -> PublishBatchRequestEntry.builder()
                            .id(Integer.toString(i))
                            .message(batch(begin.plus(WINDOW.multipliedBy(i)), i, values.get(i)))
                            .messageAttributes(Map.of("type", text(MetricBatch.TYPE), MetricBatch.SHARD, text("7")))
                            .build())
                    .toList();
            stage.topics()
                    .sns(Stage.HUB)
                    .publishBatch(request -> request.topicArn(topic).publishBatchRequestEntries(entries));
        }
    }

    private static MessageAttributeValue text(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
    }

    private static String batch(Instant start, int number, double value) {
        List<Double> one = List.of(value);
        MetricBatch batch = new MetricBatch(
                "metrics-gateway-0",
                7,
                start,
                (int) WINDOW.toSeconds(),
                List.of("__name__", "kaldrix_node_peers", "component", "network", "region", "us-east-1"),
                List.of(List.of(0, 1, 2, 3, 4, 5)),
                new Columns(List.of(1), one, one, one, one, one, Collections.singletonList(null)));
        return CloudEvents.write(new CloudEvent<>(
                "window-" + number,
                "/metrics-gateway",
                null,
                start.plus(WINDOW),
                new Region("us-east-1"),
                null,
                batch));
    }
}
