package com.kaldrix.monitoring.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.kaldrix.monitoring.e2e.SharedStages.On;
import com.kaldrix.monitoring.e2e.SharedStages.Setting;
import com.kaldrix.monitoring.local.sink.SinkName;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** What cannot be read ends in the dead-letter queue with a reason, and holds up nothing. */
@On(Setting.EVERY_CHANNEL)
class PoisonStoryTest {
    private static final String REASON = "kaldrix-reason";
    private static final String REGION = "us-west-2";

    @Test
    void poisonIsPutAsideWithAReasonAndGoodMessagesPass(Stage stage) throws IOException {
        double before = poisoned(stage);
        Map<String, String> poison = poison();
        int number = 0;
        for (String message : poison.keySet()) {
            stage.topics().publish(REGION, message);
            stage.topics()
                    .publish(
                            REGION,
                            Signal.firing("BesidePoison", "P2", "poison")
                                    .in(REGION)
                                    .label("number", Integer.toString(number++))
                                    .at(stage.serviceTime()));
        }

        Map<String, String> buried = new HashMap<>();
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            stage.topics().takeDead(REGION).forEach(message -> buried.put(message.body(), reason(message)));
            assertThat(buried).containsOnlyKeys(poison.keySet());
        });
        assertThat(buried)
                .allSatisfy((message, reason) -> assertThat(reason).contains(poison.getOrDefault(message, "no such")));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(Heard.at(stage.sinks(), SinkName.WEBHOOK).stream()
                                .filter(message -> message.text().contains("BesidePoison")))
                        .hasSize(poison.size()));
        assertThat(poisoned(stage)).isEqualTo(before + poison.size());
        assertThat(stage.topics().waiting()).isZero();
    }

    private static String reason(Message message) {
        MessageAttributeValue reason = message.messageAttributes().get(REASON);
        return reason == null ? "" : reason.stringValue();
    }

    private static double poisoned(Stage stage) {
        return stage.metric("kaldrix_messages_total", "outcome=\"poison\"");
    }

    /** Messages, and a word of the reason that each is to get. */
    private static Map<String, String> poison() throws IOException {
        String signal = Signal.firing("Broken", "P1", "poison").at(java.time.Instant.EPOCH);
        String alarm = Packaged.recorded("cloudwatch/metric-alarm.sns.json");
        Map<String, String> poison = new HashMap<>();
        poison.put("this is no JSON", "body");
        poison.put("[1, 2, 3]", "no JSON object");
        poison.put("{\"detail-type\": \"Never heard of\", \"source\": \"aws.nothing\"}", "Never heard of");
        poison.put(Packaged.recorded("unknown/s3-event.json"), "no mapping knows this shape");
        poison.put(signal.replace("signal.v1", "signal.v9"), "signal.v9");
        poison.put(signal.replace("\"name\":\"Broken\"", "\"name\":\"\""), "name");
        poison.put(alarm.replace("\"ALARM\"", "\"PANIC\""), "NewStateValue");
        poison.put("[".repeat(5000), "body");
        return poison;
    }
}
