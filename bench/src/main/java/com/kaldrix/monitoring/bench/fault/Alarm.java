package com.kaldrix.monitoring.bench.fault;

import com.kaldrix.monitoring.local.aws.LocalAws;
import java.time.Instant;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One alert of the load.
 *
 * @param name unique
 * @param group the incident that it belongs to
 * @param region where it is published
 * @param form who reports it
 * @param severity such as {@code P1}; the word of the suite's own services, and nothing that CloudWatch says
 */
public record Alarm(String name, String group, String region, Form form, String severity) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Who reports it. */
    public enum Form {
        /** A service of the suite, as an alert signal. */
        SIGNAL,
        /** CloudWatch, as the notification of a metric alarm. */
        CLOUDWATCH
    }

    /** The message that says that it fires. */
    public String firing(Instant at) {
        return message(at, true);
    }

    /** The message that says that it is over. */
    public String over(Instant at) {
        return message(at, false);
    }

    private String message(Instant at, boolean firing) {
        return switch (form) {
            case SIGNAL -> signal(at, firing);
            case CLOUDWATCH -> notification(at, firing);
        };
    }

    private String signal(Instant at, boolean firing) {
        ObjectNode event = JSON.createObjectNode()
                .put("specversion", "1.0")
                .put("id", UUID.randomUUID().toString())
                .put("source", "/anomaly-processor")
                .put("type", "com.kaldrix.alert.signal.v1")
                .put("time", at.toString())
                .put("datacontenttype", "application/json")
                .put("region", region);
        ObjectNode data = event.putObject("data")
                .put("status", firing ? "firing" : "resolved")
                .put("name", name)
                .put("severity", severity)
                .put("component", "validator");
        data.putObject("labels").put("region", region).put("group", group);
        data.putObject("annotations").put("summary", name + " is slow");
        data.put("startsAt", at.toString());
        if (!firing) {
            data.put("endsAt", at.toString());
        }
        return event.toString();
    }

    private String notification(Instant at, boolean firing) {
        ObjectNode alarm = JSON.createObjectNode()
                .put("AlarmName", name)
                .put("AlarmDescription", "Node CPU above 80 % for five minutes")
                .put("AWSAccountId", LocalAws.ACCOUNT)
                .put("NewStateValue", firing ? "ALARM" : "OK")
                .put("NewStateReason", "Threshold Crossed: 1 out of the last 1 datapoints was greater than 80.0")
                .put("StateChangeTime", at.toString().replace("Z", "+0000"))
                .put("Region", region)
                .put("AlarmArn", "arn:aws:cloudwatch:" + region + ":" + LocalAws.ACCOUNT + ":alarm:" + name)
                .put("OldStateValue", firing ? "OK" : "ALARM");
        ObjectNode trigger = alarm.putObject("Trigger")
                .put("MetricName", "CPUUtilization")
                .put("Namespace", "AWS/EC2")
                .put("StatisticType", "Statistic")
                .put("Statistic", "AVERAGE")
                .put("Period", 300)
                .put("EvaluationPeriods", 1)
                .put("ComparisonOperator", "GreaterThanThreshold")
                .put("Threshold", 80.0);
        trigger.putArray("Dimensions").addObject().put("name", "Group").put("value", group);
        return alarm.toString();
    }
}
