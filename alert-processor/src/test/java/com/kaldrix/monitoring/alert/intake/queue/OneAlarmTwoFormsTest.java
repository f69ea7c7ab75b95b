package com.kaldrix.monitoring.alert.intake.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.alert.intake.IncomingAlert;
import com.kaldrix.monitoring.alert.intake.Reading;
import com.kaldrix.monitoring.common.label.Labels;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.databind.node.ObjectNode;

/** The SNS notification and the EventBridge event of one change of one alarm are one alert. */
class OneAlarmTwoFormsTest {
    record Metric(String namespace, String name, Map<String, String> dimensions) {}

    record Alarm(String name, String region, String state, List<Metric> metrics, List<String> expressions) {}

    private final MessageReader reader = Golden.reader();

    @Example
    void theGoldenPairs() {
        for (String name : List.of(
                "metric-alarm",
                "metric-ok",
                "math-alarm",
                "anomaly-alarm",
                "anomaly-ok",
                "composite-alarm",
                "contributor-alarm")) {
            same(Golden.input("cloudwatch/" + name + ".sns"), Golden.input("cloudwatch/" + name + ".event"));
        }
    }

    @Property(tries = 300)
    void anyAlarm(@ForAll("alarms") Alarm alarm) {
        same(notification(alarm), event(alarm));
    }

    /** An alarm may be edited while it fires: its OK is still about the same alert. */
    @Property(tries = 100)
    void anAlarmEditedWhileItFires(@ForAll("alarms") Alarm before, @ForAll("alarms") Alarm after) {
        Alarm edited = new Alarm(before.name(), before.region(), "OK", after.metrics(), after.expressions());

        assertThat(alert(event(edited)).labels().fingerprint())
                .isEqualTo(alert(notification(before)).labels().fingerprint());
    }

    private void same(String notification, String event) {
        IncomingAlert one = alert(notification);
        IncomingAlert other = alert(event);

        assertThat(other.labels().fingerprint()).isEqualTo(one.labels().fingerprint());
        assertThat(other.labels()).isEqualTo(one.labels());
        assertThat(routing(other)).isEqualTo(routing(one));
        assertThat(other.endsAt()).isEqualTo(one.endsAt());
        assertThat(other.asOf()).isEqualTo(one.asOf());
        assertThat(other.link()).isEqualTo(one.link());
        assertThat(other.untilResolved()).isTrue();
    }

    /** All but what CloudWatch tells in the event alone. */
    private static Labels routing(IncomingAlert alert) {
        return alert.routingLabels().with("actions_suppressed_by", "");
    }

    private IncomingAlert alert(String body) {
        Reading reading = reader.read(Golden.message(body));
        assertThat(reading).isInstanceOf(Reading.Alerts.class);
        return ((Reading.Alerts) reading).alerts().getFirst();
    }

    private static String arn(Alarm alarm) {
        return "arn:aws:cloudwatch:" + alarm.region() + ":123456789012:alarm:" + alarm.name();
    }

    private static String notification(Alarm alarm) {
        ObjectNode json = Golden.JSON
                .createObjectNode()
                .put("AlarmName", alarm.name())
                .put("AWSAccountId", "123456789012")
                .put("NewStateValue", alarm.state())
                .put("StateChangeTime", "2026-03-02T09:15:30.236+0000")
                .put("Region", "somewhere")
                .put("AlarmArn", arn(alarm))
                .put("OldStateValue", "OK");
        ObjectNode trigger = json.putObject("Trigger").put("Period", 60);
        if (alarm.metrics().size() == 1 && alarm.expressions().isEmpty()) {
            put(trigger, alarm.metrics().getFirst());
        } else {
            var queries = trigger.putArray("Metrics");
            alarm.metrics()
                    .forEach(metric ->
                            put(queries.addObject().putObject("MetricStat").putObject("Metric"), metric));
            alarm.expressions().forEach(expression -> queries.addObject().put("Expression", expression));
        }
        return json.toString();
    }

    private static void put(ObjectNode json, Metric metric) {
        json.put("MetricName", metric.name()).put("Namespace", metric.namespace());
        var dimensions = json.putArray("Dimensions");
        metric.dimensions()
                .forEach((name, value) ->
                        dimensions.addObject().put("value", value).put("name", name));
    }

    private static String event(Alarm alarm) {
        ObjectNode json = Golden.JSON
                .createObjectNode()
                .put("version", "0")
                .put("id", "1")
                .put("detail-type", "CloudWatch Alarm State Change")
                .put("source", "aws.cloudwatch")
                .put("account", "123456789012")
                .put("time", "2026-03-02T09:15:30Z")
                .put("region", alarm.region());
        json.putArray("resources").add(arn(alarm));
        ObjectNode detail = json.putObject("detail").put("alarmName", alarm.name());
        detail.putObject("state").put("value", alarm.state()).put("timestamp", "2026-03-02T09:15:30.236+0000");
        detail.putObject("previousState").put("value", "OK").put("timestamp", "2026-03-01T09:15:30.236+0000");
        var queries = detail.putObject("configuration").putArray("metrics");
        alarm.metrics().forEach(metric -> {
            ObjectNode query = queries.addObject().putObject("metricStat").putObject("metric");
            query.put("namespace", metric.namespace()).put("name", metric.name());
            ObjectNode dimensions = query.putObject("dimensions");
            metric.dimensions().forEach(dimensions::put);
        });
        alarm.expressions().forEach(expression -> queries.addObject().put("expression", expression));
        return json.toString();
    }

    @Provide
    Arbitrary<Alarm> alarms() {
        Arbitrary<String> words = Arbitraries.strings()
                .withCharRange('!', '~')
                .withChars(" äß漢🙂")
                .ofMinLength(1)
                .ofMaxLength(20)
                .filter(text -> !text.isBlank() && text.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF));
        Arbitrary<Metric> metrics = Combinators.combine(
                        words, words, Arbitraries.maps(words, words).ofMaxSize(3))
                .as(Metric::new);
        return Combinators.combine(
                        words,
                        Arbitraries.of("us-east-1", "us-west-2", "eu-west-1", "ap-southeast-2"),
                        Arbitraries.of("ALARM", "OK"),
                        metrics.list().ofMinSize(1).ofMaxSize(3),
                        Arbitraries.of("m1 / m2", "ANOMALY_DETECTION_BAND(m1, 2)")
                                .list()
                                .ofMaxSize(2))
                .as(Alarm::new);
    }
}
