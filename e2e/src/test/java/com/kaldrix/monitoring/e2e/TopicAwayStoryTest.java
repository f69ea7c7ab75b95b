package com.kaldrix.monitoring.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.kaldrix.monitoring.e2e.SharedStages.On;
import com.kaldrix.monitoring.e2e.SharedStages.Setting;
import com.kaldrix.monitoring.local.sink.SinkName;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** SQS and SNS are away while Prometheus reports an alert over HTTP. */
@On(Setting.EVERY_CHANNEL)
class TopicAwayStoryTest {
    private static final int CHANNELS = 7;

    @Test
    void theOtherChannelsAreOnTimeAndTheTopicIsToldOnceItIsBack(Stage stage) {
        stage.stack().aws().pause();
        try {
            String alert = """
                    [{"labels": {"alertname": "PeersLost", "instance": "away-0", "region": "eu-west-1", "severity": "P1"}}]
                    """;
            assertThat(stage.post("/api/v2/alerts", alert).statusCode()).isEqualTo(200);
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(told(stage)).hasSize(CHANNELS - 1));
            assertThat(told(stage)).noneMatch(message -> message.sink() == SinkName.SNS_EMAIL);
        } finally {
            stage.stack().aws().resume();
        }
        await().atMost(Duration.ofSeconds(45))
                .untilAsserted(() -> assertThat(told(stage)).hasSize(CHANNELS));
        await().during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(5))
                .until(() -> told(stage).size() == CHANNELS);
        assertThat(told(stage).stream().filter(message -> message.sink() == SinkName.SNS_EMAIL))
                .singleElement()
                .satisfies(message -> assertThat(message.headline()).isEqualTo("[P1] PeersLost (eu-west-1)"));
    }

    private static List<Heard> told(Stage stage) {
        return Heard.all(stage.sinks()).stream()
                .filter(message -> message.text().contains("PeersLost"))
                .toList();
    }
}
