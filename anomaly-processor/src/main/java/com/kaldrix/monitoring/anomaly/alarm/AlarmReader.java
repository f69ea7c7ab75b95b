package com.kaldrix.monitoring.anomaly.alarm;

import com.kaldrix.monitoring.common.messaging.BoundedJson;
import com.kaldrix.monitoring.common.messaging.BoundedJson.UnreadableJson;
import com.kaldrix.monitoring.common.messaging.SnsEnvelope;
import tools.jackson.databind.JsonNode;

/** Reads events of EventBridge in which services of AWS say what they find unusual. Never throws. */
final class AlarmReader {
    private static final int LONGEST = 1 << 20;

    private final BoundedJson json = new BoundedJson(LONGEST);

    Read read(SnsEnvelope.Unwrapped message) {
        return switch (message) {
            case SnsEnvelope.Message found -> read(found.message().body());
            case SnsEnvelope.Confirmation confirmation -> new Read.Ignored();
            case SnsEnvelope.Malformed malformed -> new Read.Ignored();
        };
    }

    private Read read(String body) {
        JsonNode event;
        try {
            event = json.read(body);
        } catch (UnreadableJson e) {
            // What is no event is of no concern here, and alert-processor says what is wrong with it.
            return new Read.Ignored();
        }
        return switch (event.path("detail-type").asString("")) {
            case "CloudWatch Alarm State Change" -> BandAlarms.read(event);
            case "GuardDuty Finding" -> GuardDutyFindings.read(event);
            case "AWS Insight via CloudTrail" -> CloudTrailInsights.read(event);
            default -> new Read.Ignored();
        };
    }
}
