package com.kaldrix.monitoring.alert.intake.cloudwatch;

import com.kaldrix.monitoring.alert.intake.JsonFields;
import com.kaldrix.monitoring.alert.intake.Reading;
import com.kaldrix.monitoring.alert.intake.Source;
import com.kaldrix.monitoring.alert.intake.UnreadableField;
import com.kaldrix.monitoring.alert.intake.aws.Arn;
import com.kaldrix.monitoring.alert.intake.aws.AwsLabels;
import com.kaldrix.monitoring.alert.intake.cloudwatch.AlarmFacts.Metric;
import com.kaldrix.monitoring.alert.intake.cloudwatch.AlarmReport.Alarm;
import com.kaldrix.monitoring.alert.intake.cloudwatch.AlarmReport.State;
import com.kaldrix.monitoring.common.messaging.InboundMessage;
import com.kaldrix.monitoring.common.region.Region;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What a CloudWatch alarm publishes to a topic (Amazon CloudWatch User Guide, "Schema of Amazon SNS notifications when alarms
 * change state"). The region is taken from the alarm's ARN, for {@code Region} is a name for people such as
 * {@code US East (N. Virginia)}; without an ARN, as old notifications are, it is the topic's, which is always the alarm's.
 */
public final class AlarmNotifications implements Source {
    private static final List<String> SIGNATURE = List.of(
            "AlarmName",
            "AlarmArn",
            "AWSAccountId",
            "NewStateValue",
            "NewStateReason",
            "OldStateValue",
            "StateChangeTime");

    private final InsufficientData policy;

    public AlarmNotifications(InsufficientData policy) {
        this.policy = policy;
    }

    @Override
    public String name() {
        return AlarmReport.SOURCE;
    }

    @Override
    public boolean recognises(JsonNode body) {
        return SIGNATURE.stream().filter(body::has).count() >= 3;
    }

    @Override
    public Reading read(JsonNode body, InboundMessage message) {
        JsonFields fields = JsonFields.of(body);
        return new AlarmReport(
                        alarm(fields, message),
                        State.of(fields.text("NewStateValue"), "NewStateValue"),
                        fields.time("StateChangeTime"),
                        null,
                        AlarmFacts.orNone(() -> facts(fields)),
                        fields.glance("OldStateValue").orElse(""))
                .reading(policy);
    }

    private static Alarm alarm(JsonFields fields, InboundMessage message) {
        String name = fields.text("AlarmName");
        String contributor = fields.find("AlarmContributorId").orElse(null);
        Optional<String> text = fields.find("AlarmArn");
        if (text.isPresent()) {
            Arn arn = Arn.find(text.get())
                    .filter(found -> found.named("alarm").isPresent())
                    .orElseThrow(() -> new UnreadableField("AlarmArn", "is no alarm's ARN"));
            if (arn.region() == null) {
                throw new UnreadableField("AlarmArn", "has no region");
            }
            return new Alarm(name, arn.region(), arn.account(), contributor);
        }
        Region region = message.region();
        if (region == null) {
            throw new UnreadableField("AlarmArn", "is missing, and the topic's region is not known");
        }
        return new Alarm(name, region, fields.text("AWSAccountId"), contributor);
    }

    private static AlarmFacts facts(JsonFields fields) {
        List<Metric> metrics = new ArrayList<>();
        List<String> expressions = new ArrayList<>();
        fields.findObject("Trigger").ifPresent(trigger -> {
            if (trigger.has("MetricName")) {
                metrics.add(metric(trigger));
            }
            for (JsonFields query : trigger.objects("Metrics")) {
                query.find("Expression").ifPresent(expressions::add);
                query.findObject("MetricStat")
                        .flatMap(stat -> stat.findObject("Metric"))
                        .ifPresent(metric -> metrics.add(metric(metric)));
            }
        });
        Map<String, String> contributor = fields.findObject("AlarmContributorAttributes")
                .map(JsonFields::scalars)
                .orElse(Map.of());
        return AlarmFacts.of(
                AlarmFacts.type(fields.has("AlarmRule"), metrics, expressions),
                metrics,
                contributor,
                words(fields, expressions));
    }

    private static Metric metric(JsonFields fields) {
        Map<String, String> dimensions = new HashMap<>();
        for (JsonFields dimension : fields.objects("Dimensions")) {
            Optional<String> value = dimension.find("value");
            value.ifPresent(text -> dimensions.put(dimension.text("name"), text));
        }
        return new Metric(fields.text("Namespace"), fields.text("MetricName"), dimensions);
    }

    private static Map<String, String> words(JsonFields fields, List<String> expressions) {
        Map<String, String> words = new HashMap<>();
        fields.glance("AlarmDescription").ifPresent(text -> words.put(AwsLabels.DESCRIPTION, text));
        fields.glance("NewStateReason").ifPresent(text -> words.put("reason", text));
        fields.glance("AlarmArn").ifPresent(text -> words.put("alarm_arn", text));
        fields.glance("AlarmRule").ifPresent(text -> words.put("alarm_rule", text));
        fields.glance("Trigger", "Threshold").ifPresent(text -> words.put("threshold", text));
        fields.glance("Trigger", "ComparisonOperator").ifPresent(text -> words.put("comparison", text));
        if (!expressions.isEmpty()) {
            words.put("expression", String.join("; ", expressions));
        }
        String children = String.join(
                ", ",
                fields.objects("TriggeringChildren").stream()
                        .flatMap(child ->
                                Stream.concat(child.glance("Arn").stream(), child.glance("AlarmName").stream()))
                        .toList());
        if (!children.isEmpty()) {
            words.put("triggering_children", children);
        }
        return words;
    }
}
