package com.kaldrix.monitoring.alert.intake.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.alert.intake.Reading;
import com.kaldrix.monitoring.alert.intake.cloudwatch.InsufficientData;
import com.kaldrix.monitoring.common.messaging.InboundMessage;
import com.kaldrix.monitoring.common.messaging.SnsEnvelope;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class MessageReaderTest {
    private final MessageReader reader = Golden.reader();

    /** {@code change} is JSON that takes the field's place; nothing takes it away. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cloudwatch/metric-alarm.sns   | /AlarmName                |                 | AlarmName is missing",
                "cloudwatch/metric-alarm.sns   | /AlarmName                | ' \" \" '       | AlarmName is missing",
                "cloudwatch/metric-alarm.sns   | /AlarmName                | {}              | AlarmName is no text",
                "cloudwatch/metric-alarm.sns   | /NewStateValue            |                 | NewStateValue is missing",
                "cloudwatch/metric-alarm.sns   | /NewStateValue            | \"BAD\"         | NewStateValue is none of",
                "cloudwatch/metric-alarm.sns   | /StateChangeTime          |                 | StateChangeTime is missing",
                "cloudwatch/metric-alarm.sns   | /StateChangeTime          | \"yesterday\"   | StateChangeTime is no time",
                "cloudwatch/metric-alarm.sns   | /AlarmArn                 | \"arn:aws:s3:::b\" | AlarmArn is no alarm's ARN",
                "cloudwatch/metric-alarm.sns   | /AlarmArn                 | \"arn:aws:cloudwatch:EU (Ireland):1:alarm:x\" | AlarmArn is no",
                "cloudwatch/metric-without-arn.sns | /AWSAccountId         |                 | AWSAccountId is missing",
                "cloudwatch/metric-alarm.event | /detail                   |                 | detail is missing",
                "cloudwatch/metric-alarm.event | /detail                   | 7               | detail is no object",
                "cloudwatch/metric-alarm.event | /account                  |                 | account is missing",
                "cloudwatch/metric-alarm.event | /time                     |                 | time is missing",
                "cloudwatch/metric-alarm.event | /resources                | \"x\"           | resources is no array",
                "cloudwatch/metric-alarm.event | /detail/alarmName         |                 | detail.alarmName is missing",
                "cloudwatch/metric-alarm.event | /detail/state             |                 | detail.state is missing",
                "cloudwatch/metric-alarm.event | /detail/state/value       | \"?\"           | detail.state.value is none of",
                "cloudwatch/metric-alarm.event | /detail/state/timestamp   |                 | detail.state.timestamp is missing",
                "cloudwatch/contributor-alarm.event | /detail/alarmContributor |             | detail.alarmContributor is missing",
                "cloudwatch/deleted.event      | /detail/operation         |                 | detail.operation is missing",
                "guardduty/finding             | /detail/id                |                 | detail.id is missing",
                "guardduty/finding             | /detail/type              | []              | detail.type is no text",
                "guardduty/finding             | /detail/severity          |                 | detail.severity is missing",
                "guardduty/finding             | /detail/severity          | \"high\"        | detail.severity is no number",
                "securityhub/failed            | /detail/findings          |                 | detail.findings is missing or empty",
                "securityhub/failed            | /detail/findings          | [3]             | detail.findings[0] is no object",
                "securityhub/failed            | /detail/findings/0/Id     |                 | detail.findings[0].Id is missing",
                "securityhub/failed            | /detail/findings/0/Severity | \"HIGH\"      | detail.findings[0].Severity is no object",
                "securityhub/failed            | /detail/findings/0/Workflow | []            | detail.findings[0].Workflow is no object",
                "securityhub/ocsf-new          | /detail/findings/0/finding_info |           | detail.findings[0].finding_info is missing",
                "securityhub/ocsf-new          | /detail/findings/0/finding_info/uid |       | detail.findings[0].finding_info.uid is missing",
                "health/issue-open             | /detail/eventArn          |                 | detail.eventArn is missing",
                "health/issue-open             | /detail/eventTypeCode     |                 | detail.eventTypeCode is missing",
                "health/issue-open             | /detail/statusCode        | \"pending\"     | detail.statusCode is none of",
                "health/issue-open             | /detail/startTime         | \"soon\"        | detail.startTime is no time",
                "eks/fargate-termination       | /detail/clusterName       |                 | detail.clusterName is missing",
                "eks/fargate-termination       | /detail/podName           |                 | detail.podName is missing",
                "eks/addon-degraded            | /resources                |                 | detail.clusterName is missing",
                "cloudtrail/insight-start      | /detail/insightDetails    |                 | detail.insightDetails is missing",
                "cloudtrail/insight-start      | /detail/insightDetails/state | \"Middle\"    | detail.insightDetails.state is none of",
                "cloudtrail/insight-start      | /detail/insightDetails/eventName |          | detail.insightDetails.eventName is missing",
                "cloudtrail/insight-start      | /detail/eventTime         | \"soon\"        | detail.eventTime is no time",
                "mapping/statuspage            | /incident/started_at      | \"soon\"        | /incident/started_at is no time",
                "mapping/statuspage            | /incident/id              | {}              | /incident/id is no text",
            })
    void poisonNamesTheField(String name, String pointer, String change, String reason) {
        ObjectNode body = (ObjectNode) Golden.JSON.readTree(Golden.input(name));
        int slash = pointer.lastIndexOf('/');
        ObjectNode parent = (ObjectNode) body.at(pointer.substring(0, slash));
        assertThat(parent.has(pointer.substring(slash + 1))).isTrue();
        if (change == null) {
            parent.remove(pointer.substring(slash + 1));
        } else {
            parent.set(pointer.substring(slash + 1), Golden.JSON.readTree(change));
        }

        assertThat(reader.read(Golden.message(Golden.JSON.writeValueAsString(body))))
                .isInstanceOfSatisfying(
                        Reading.Poison.class,
                        poison -> assertThat(poison.reason()).contains(reason));
    }

    @ParameterizedTest
    @ValueSource(strings = {"data", "data.startsAt", "data.name", "id", "source"})
    void aSignalThatBreaksItsContractIsPoison(String attribute) {
        ObjectNode signal = (ObjectNode)
                Golden.JSON.readTree(Golden.inputs().get("contracts/com.kaldrix.alert.signal.v1/samples/minimal"));
        ObjectNode parent = attribute.startsWith("data.") ? (ObjectNode) signal.get("data") : signal;
        parent.remove(attribute.substring(attribute.indexOf('.') + 1));

        assertThat(reader.read(Golden.message(signal.toString())))
                .isEqualTo(new Reading.Poison("signal: " + attribute + " is missing"
                        + (attribute.matches(".*(name|id|source)") ? " or empty" : "")));
    }

    @Test
    void aSignalOfALaterVersionIsNotLostInSilence() {
        String signal = Golden.inputs()
                .getOrDefault("contracts/com.kaldrix.alert.signal.v1/samples/minimal", "")
                .replace("signal.v1", "signal.v2");

        assertThat(reader.read(Golden.message(signal))).isInstanceOf(Reading.Poison.class);
    }

    @Test
    void whatAdornsAnAlarmNeverCostsIt() {
        ObjectNode body = (ObjectNode) Golden.JSON.readTree(Golden.input("cloudwatch/metric-alarm.sns"));
        body.put("Trigger", "of a kind that is not known yet").putObject("AlarmDescription");

        Reading reading = reader.read(Golden.message(body.toString()));

        assertThat(reading).isInstanceOfSatisfying(Reading.Alerts.class, alerts -> {
            assertThat(alerts.alerts().getFirst().labels().get("alertname")).isEqualTo("kaldrix-prod-node-cpu-high");
            assertThat(alerts.alerts().getFirst().annotations()).containsEntry("unreadable", "Trigger is no object");
        });
    }

    @ParameterizedTest
    @CsvSource({"FIRE,false", "RESOLVE,true"})
    void insufficientDataMayMeanTroubleOrItsEnd(InsufficientData policy, boolean over) {
        MessageReader other = MessageReader.of(policy, List.of(), Clock.systemUTC());

        for (String form : List.of("sns", "event")) {
            Reading reading = other.read(Golden.message(Golden.input("cloudwatch/metric-insufficient." + form)));
            assertThat(reading)
                    .isInstanceOfSatisfying(
                            Reading.Alerts.class,
                            alerts -> assertThat(alerts.alerts().getFirst().endsAt() != null)
                                    .isEqualTo(over));
        }
    }

    @Test
    void ourOwnNotificationsAreDroppedWhateverTheySay() {
        String alarm = Golden.input("cloudwatch/metric-alarm.sns");

        assertThat(reader.read(new InboundMessage(
                        "m", alarm, Map.of(InboundMessage.NOTIFICATION_ATTRIBUTE, "true"), null, null, null)))
                .isInstanceOf(Reading.Ignored.class);
        assertThat(reader.read(new InboundMessage(
                        "m", alarm, Map.of(InboundMessage.NOTIFICATION_ATTRIBUTE, "false"), null, null, null)))
                .isInstanceOf(Reading.Alerts.class);
    }

    @Test
    void whatSnsSaysForItselfIsIgnoredAndABrokenEnvelopeIsPoison() {
        String topic = "arn:aws:sns:us-east-1:123456789012:prod-kaldrix-alerts";

        assertThat(reader.read(new SnsEnvelope.Confirmation("SubscriptionConfirmation", topic)))
                .isInstanceOf(Reading.Ignored.class);
        assertThat(reader.read(new SnsEnvelope.Malformed("Message is missing")))
                .isEqualTo(new Reading.Poison("Message is missing"));
    }

    @Test
    void readsTheSameInAndOutOfAnEnvelope() {
        String alarm = Golden.input("cloudwatch/metric-alarm.sns");
        JsonNode envelope = Golden.JSON
                .createObjectNode()
                .put("Type", "Notification")
                .put("MessageId", "9e1f")
                .put("TopicArn", "arn:aws:sns:us-east-1:123456789012:prod-kaldrix-alerts")
                .put("Message", alarm);

        assertThat(reader.read(SnsEnvelope.unwrap(envelope.toString(), Map.of(), "sqs")))
                .isEqualTo(reader.read(SnsEnvelope.unwrap(alarm, Map.of(), "sqs")))
                .isInstanceOf(Reading.Alerts.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "7",
                "[]",
                "{}",
                "{",
                "\"text\"",
                "AWS Budgets: over 80%",
                "{\"specversion\":\"1.0\"}",
                "{\"specversion\":\"1.0\",\"type\":\"org.example.thing\"}",
                "{\"detail-type\":\"x\",\"source\":\"y\"}",
                "{\"AlarmName\":\"mine\"}"
            })
    void whatNobodyKnowsIsPoison(String body) {
        assertThat(reader.read(Golden.message(body))).isInstanceOf(Reading.Poison.class);
    }

    @Test
    void hostileSizesAreRefused() {
        assertThat(reader.read(Golden.message("{\"a\":\"" + "x".repeat(1 << 20) + "\"}")))
                .isInstanceOf(Reading.Poison.class);
        assertThat(reader.read(Golden.message("{\"a\":".repeat(100_000)))).isInstanceOf(Reading.Poison.class);
    }
}
