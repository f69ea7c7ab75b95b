package com.kaldrix.monitoring.alert.intake.eventbridge;

import com.kaldrix.monitoring.alert.intake.IncomingAlert;
import com.kaldrix.monitoring.alert.intake.JsonFields;
import com.kaldrix.monitoring.alert.intake.Reading;
import com.kaldrix.monitoring.alert.intake.UnreadableField;
import com.kaldrix.monitoring.alert.intake.aws.AwsLabels;
import com.kaldrix.monitoring.alert.intake.aws.Console;
import com.kaldrix.monitoring.alert.intake.aws.EventBridgeEvent;
import com.kaldrix.monitoring.common.label.Labels;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Insights of CloudTrail (AWS CloudTrail User Guide, "CloudTrail record contents for Insights events"): the rate at which
 * an API is called, or fails, is not what it used to be. One event tells the start of it, another the end.
 */
final class InsightEvents implements EventReader {
    @Override
    public boolean reads(String source, String detailType) {
        return source.equals("aws.cloudtrail") && detailType.equals("AWS Insight via CloudTrail");
    }

    @Override
    public Reading read(EventBridgeEvent event) {
        JsonFields detail = event.detail();
        JsonFields insight = detail.object("insightDetails");
        String state = insight.text("state");
        if (!state.equals("Start") && !state.equals("End")) {
            throw new UnreadableField(insight.path("state"), "is none of Start and End");
        }
        boolean start = state.equals("Start");
        String api = insight.text("eventName");
        Instant at = detail.findTime("eventTime").orElse(event.time());
        Labels labels = Labels.of(
                        Labels.ALERTNAME,
                        insight.find("insightType").orElse("CloudTrailInsight"),
                        AwsLabels.REGION,
                        event.region().code(),
                        AwsLabels.ACCOUNT,
                        detail.find("recipientAccountId").orElse(event.account()))
                .with("api", api)
                .with("service", insight.find("eventSource").orElse("").replace(".amazonaws.com", ""))
                .with("error", insight.find("errorCode").orElse(""));
        return Reading.Alerts.of(new IncomingAlert(
                        "cloudtrail",
                        labels,
                        words(insight, api),
                        start ? at : null,
                        start ? null : at,
                        Console.insights(event.region()))
                .withDerived(Labels.of("severity", "warning"))
                .heldUntilResolved(at));
    }

    private static Map<String, String> words(JsonFields insight, String api) {
        Map<String, String> words = new HashMap<>();
        String source = insight.find("eventSource").map(of -> " of " + of).orElse("");
        String does =
                insight.find("errorCode").map(error -> " fails with " + error).orElse(" is called");
        words.put(AwsLabels.SUMMARY, api + source + does + " at an unusual rate");
        insight.glance("insightContext", "statistics", "insight", "average")
                .ifPresent(text -> words.put("calls_a_minute", text));
        insight.glance("insightContext", "statistics", "baseline", "average")
                .ifPresent(text -> words.put("usual_calls_a_minute", text));
        insight.glance("insightContext", "attributions", 0, "insight", 0, "value")
                .ifPresent(text -> words.put("principal", text));
        return words;
    }
}
