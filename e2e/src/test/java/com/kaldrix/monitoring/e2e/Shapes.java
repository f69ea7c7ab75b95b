package com.kaldrix.monitoring.e2e;

import java.io.IOException;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Every shape in which alerts come over a topic, as it was recorded. */
final class Shapes {
    private Shapes() {}

    /** CloudWatch's alarms, as notifications and as events. */
    static List<Shape> alarms() throws IOException {
        return List.of(
                Shape.recorded(
                        "CloudWatch notification of a metric alarm",
                        "us-east-1",
                        "cloudwatch/metric-alarm.sns.json",
                        "cloudwatch/metric-ok.sns.json",
                        "kaldrix-prod-node-cpu-high"),
                Shape.changed(
                        "CloudWatch notification of a composite alarm",
                        "eu-west-1",
                        "cloudwatch/composite-alarm.sns.json",
                        Shapes::okNotification,
                        "kaldrix-prod-consensus-degraded"),
                Shape.recorded(
                        "CloudWatch notification of an anomaly alarm",
                        "eu-west-1",
                        "cloudwatch/anomaly-alarm.sns.json",
                        "cloudwatch/anomaly-ok.sns.json",
                        "kaldrix-prod-round-time-anomaly"),
                Shape.recorded(
                        "EventBridge event of a metric alarm",
                        "us-east-1",
                        "cloudwatch/metric-alarm.event.json",
                        "cloudwatch/metric-ok.event.json",
                        "kaldrix-prod-node-cpu-high"),
                Shape.changed(
                        "EventBridge event of a composite alarm",
                        "eu-west-1",
                        "cloudwatch/composite-alarm.event.json",
                        Shapes::okEvent,
                        "kaldrix-prod-consensus-degraded"),
                Shape.recorded(
                        "EventBridge event of an anomaly alarm",
                        "eu-west-1",
                        "cloudwatch/anomaly-alarm.event.json",
                        "cloudwatch/anomaly-ok.event.json",
                        "kaldrix-prod-round-time-anomaly"));
    }

    /** Everything else. */
    static List<Shape> events() throws IOException {
        String signal = "com.kaldrix.alert.signal.v1";
        return List.of(
                Shape.recorded(
                        "GuardDuty finding",
                        "us-east-1",
                        "guardduty/finding.json",
                        "guardduty/finding-archived.json",
                        "49514155ed6b4536b05649a87fc3c05a"),
                Shape.recorded(
                        "Security Hub finding (ASFF)",
                        "us-west-2",
                        "securityhub/failed.json",
                        "securityhub/passed.json",
                        "8c1b7c5e-0d6f-4c0b-9a53-3b2f1d5e6a77"),
                Shape.recorded(
                        "Security Hub finding (OCSF)",
                        "eu-west-1",
                        "securityhub/ocsf-new.json",
                        "securityhub/ocsf-resolved.json",
                        "55f0a1c2-7d1e-4f6f-b8a5-1f2f3a4b5c6d"),
                Shape.recorded(
                        "AWS Health event",
                        "us-east-1",
                        "health/issue-open.json",
                        "health/issue-closed.json",
                        "90353408594353980"),
                Shape.recorded(
                        "EKS event", "eu-west-1", "eks/addon-degraded.json", "eks/addon-restored.json", "vpc-cni"),
                new Shape(
                        "our own alert signal",
                        "eu-west-1",
                        Packaged.sample(signal, "firing-full.json"),
                        Packaged.sample(signal, "resolved.json"),
                        "val-eu-03"),
                Shape.recorded(
                        "JSON of a mapping",
                        "us-west-2",
                        "mapping/statuspage.json",
                        "mapping/statuspage-resolved.json",
                        "inc-42"));
    }

    private static ObjectNode okNotification(ObjectNode alarm) {
        return alarm.put("NewStateValue", "OK")
                .put("OldStateValue", "ALARM")
                .put("StateChangeTime", "2026-03-02T09:55:55.640+0000");
    }

    private static ObjectNode okEvent(ObjectNode event) {
        event.put("time", "2026-03-02T09:55:55Z");
        Shape.at(event, "detail", "state").put("value", "OK").put("timestamp", "2026-03-02T09:55:55.640+0000");
        Shape.at(event, "detail", "previousState").put("value", "ALARM");
        return event;
    }
}
