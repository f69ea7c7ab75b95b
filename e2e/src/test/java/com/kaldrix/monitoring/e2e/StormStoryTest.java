package com.kaldrix.monitoring.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.kaldrix.monitoring.e2e.SharedStages.On;
import com.kaldrix.monitoring.e2e.SharedStages.Setting;
import com.kaldrix.monitoring.local.sink.PagerDutyIncident;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Two hundred related alerts within two seconds wake somebody once. */
@On(Setting.EVERY_CHANNEL)
class StormStoryTest {
    private static final int ALERTS = 200;
    private static final int CHANNELS = 7;

    @Test
    void twoHundredRelatedAlertsAreOnePage(Stage stage) {
        AtomicInteger next = new AtomicInteger();
        long begun = System.nanoTime();
        await().atMost(Duration.ofSeconds(10))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(90))
                .until(() -> {
                    publishTen(stage, next.getAndAdd(10));
                    return next.get() >= ALERTS;
                });
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(told(stage)).hasSize(CHANNELS));
        await().during(Duration.ofSeconds(7))
                .atMost(Duration.ofSeconds(9))
                .until(() -> told(stage).size() == CHANNELS);
        assertThat(told(stage)).allSatisfy(message -> assertThat(message.text()).contains("200"));
        assertThat(told(stage).stream().map(Heard::incident).distinct()).hasSize(1);
        assertThat(stage.sinks().incidents().stream()
                        .map(PagerDutyIncident::headline)
                        .filter(page -> page.summary().contains("storm-validator")))
                .singleElement()
                .satisfies(page -> assertThat(page.summary()).contains("×200"));
    }

    private static List<Heard> told(Stage stage) {
        return Heard.all(stage.sinks()).stream()
                .filter(message -> message.text().contains("storm-validator"))
                .toList();
    }

    private static void publishTen(Stage stage, int first) {
        List<String> messages = IntStream.range(first, first + 10)
                .mapToObj(number -> Signal.firing("MissedRounds", "P0", "storm-validator")
                        .label("scene", "storm")
                        .label("validator", "val-" + number)
                        .at(stage.serviceTime()))
                .toList();
        stage.topics()
                .sns(Stage.HUB)
                .publishBatch(request -> request.topicArn(
                                stage.stack().resources(Stage.HUB).alertsTopicArn())
                        .publishBatchRequestEntries(IntStream.range(0, messages.size())
                                .mapToObj(index ->
                                        software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry.builder()
                                                .id(Integer.toString(index))
                                                .message(messages.get(index))
                                                .build())
                                .toList()));
    }
}
