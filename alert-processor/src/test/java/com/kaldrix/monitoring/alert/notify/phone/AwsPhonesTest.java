package com.kaldrix.monitoring.alert.notify.phone;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.alert.notify.Deadline;
import com.kaldrix.monitoring.alert.notify.Notification;
import com.kaldrix.monitoring.alert.notify.Outcome;
import com.kaldrix.monitoring.alert.notify.Samples;
import com.kaldrix.monitoring.alert.notify.aws.AwsPosters;
import com.kaldrix.monitoring.alert.receiver.SmsIntegration;
import com.kaldrix.monitoring.alert.receiver.VoiceIntegration;
import com.kaldrix.monitoring.local.sink.Behaviour;
import com.kaldrix.monitoring.local.sink.SinkName;
import com.kaldrix.monitoring.local.sink.Sinks;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the services' answers mean for a message. */
class AwsPhonesTest {
    private static Sinks sinks;
    private final Phones phones = new AwsPhones(AwsPosters.of("AKIA", "secret"));

    @BeforeAll
    static void start() throws IOException {
        sinks = Sinks.start(0, 0);
    }

    @AfterAll
    static void stop() throws IOException {
        sinks.close();
    }

    @AfterEach
    void calm() {
        sinks.behave(SinkName.SMS);
        sinks.behave(SinkName.VOICE);
        sinks.clear(SinkName.VOICE);
    }

    private static Outcome text(Phones phones, String number, String from) {
        return phones.text(
                new SmsIntegration(
                        number,
                        "ada",
                        new SmsIntegration.Sender("eu-west-1", sinks.vendor(SinkName.SMS) + "/", from, "")),
                "Outage",
                Deadline.ofAttempt());
    }

    private Outcome call(VoiceIntegration.@Nullable Flow flow, UUID token) {
        return phones.call(
                new VoiceIntegration(
                        "+12025550199",
                        "ada",
                        new VoiceIntegration.Line(
                                "eu-west-1", sinks.vendor(SinkName.VOICE).toString(), "+12025550100", flow)),
                new Phones.Call(token, "Outage", Map.of("asks", "true")),
                Deadline.ofAttempt());
    }

    @Test
    void aTextMessageThatIsTakenIsDelivered() {
        assertThat(text(phones, "+12025550199", "KALDRIX")).isEqualTo(Outcome.Delivered.PLAIN);
    }

    @Test
    void aSenderThatIsNotOursAndANumberThatIsNoneAreRejected() {
        assertThat(text(phones, "+12025550199", "wrong"))
                .isInstanceOfSatisfying(
                        Outcome.Rejected.class,
                        rejected -> assertThat(rejected.reason()).contains("ResourceNotFoundException"));
        assertThat(text(phones, "12", "KALDRIX")).isInstanceOf(Outcome.Rejected.class);
        assertThat(text(new AwsPhones(AwsPosters.of("wrong", "secret")), "+12025550199", "KALDRIX"))
                .isInstanceOf(Outcome.Rejected.class);
    }

    @Test
    void throttlingAsksForPatienceAndTroubleForAnotherTry() {
        sinks.misbehave(SinkName.SMS, Behaviour.status(429).times(1));
        assertThat(text(phones, "+12025550199", "KALDRIX")).isInstanceOf(Outcome.RetryAfter.class);
        sinks.misbehave(SinkName.SMS, Behaviour.status(500).times(1));
        assertThat(text(phones, "+12025550199", "KALDRIX")).isInstanceOf(Outcome.Unavailable.class);
        sinks.misbehave(SinkName.SMS, Behaviour.acceptThenReset().times(1));
        assertThat(text(phones, "+12025550199", "KALDRIX")).isInstanceOf(Outcome.Unknown.class);
        sinks.misbehave(SinkName.SMS, Behaviour.reset().times(1));
        assertThat(text(phones, "+12025550199", "KALDRIX")).isInstanceOf(Outcome.Unknown.class);
    }

    @Test
    void withoutCredentialsNothingIsSent() {
        assertThat(text(new AwsPhones(AwsPosters.none()), "+12025550199", "KALDRIX"))
                .isInstanceOfSatisfying(
                        Outcome.Unavailable.class,
                        away -> assertThat(away.reason()).startsWith("no AWS credentials"));
    }

    @Test
    void connectKnowsACallAgain() {
        UUID token = UUID.randomUUID();
        VoiceIntegration.Flow flow = new VoiceIntegration.Flow("a", "b", "q");
        assertThat(call(flow, token)).isEqualTo(Outcome.Delivered.PLAIN);
        assertThat(call(flow, token)).isEqualTo(Outcome.Delivered.PLAIN);
        assertThat(sinks.receipts(SinkName.VOICE))
                .extracting(receipt -> receipt.duplicate())
                .containsExactly(false, true);
        assertThat(call(new VoiceIntegration.Flow("a", "wrong", ""), token)).isInstanceOf(Outcome.Rejected.class);
    }

    @Test
    void nobodyIsCalledForWhatNeedsNoAnswer() {
        VoiceChannel channel = new VoiceChannel(phones, true);
        VoiceIntegration ada = new VoiceIntegration(
                "+12025550199",
                "ada",
                new VoiceIntegration.Line(
                        "eu-west-1", sinks.vendor(SinkName.VOICE).toString(), "+12025550100", null));
        for (Notification.Kind kind : Notification.Kind.values()) {
            boolean asks = channel.send(ada, Samples.of(kind, Samples.firing("a")), "") instanceof Outcome.Delivered;
            assertThat(asks)
                    .as(kind.name())
                    .isEqualTo(List.of("OPENED", "CHANGED", "REPEATED", "ESCALATED", "TEST")
                            .contains(kind.name()));
        }
    }

    @Test
    void withoutAFlowEndUserMessagingSpeaks() {
        assertThat(call(null, UUID.randomUUID())).isEqualTo(Outcome.Delivered.PLAIN);
        assertThat(sinks.receipts(SinkName.VOICE)
                        .getFirst()
                        .body()
                        .path("MessageBody")
                        .asString(""))
                .isEqualTo("Outage");
    }
}
