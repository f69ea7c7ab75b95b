package com.kaldrix.monitoring.anomaly.alarm;

import com.kaldrix.monitoring.anomaly.anomaly.Evidence;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.severity.Severity;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Findings of GuardDuty: somebody unusual gets in, or something unusual goes out. They are told again while they go on, each time
 * with a later end; nobody tells when they are over.
 *
 * @see <a href="https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings_eventbridge.html">GuardDuty and EventBridge</a>
 */
final class GuardDutyFindings {
    /** GuardDuty calls a severity high from 7 on, and medium from 4. */
    private static final double HIGH = 7;

    private static final double MEDIUM = 4;

    private GuardDutyFindings() {}

    static Read read(JsonNode event) {
        JsonNode detail = event.path("detail");
        if (detail.at("/service/archived").asBoolean(false)) {
            return new Read.Ignored();
        }
        String id = event.path("id").asString("");
        String type = detail.path("type").asString("");
        if (id.isBlank() || type.isBlank()) {
            return new Read.Poison(id.isBlank() ? "id is missing" : "detail.type is missing");
        }
        if (!detail.path("severity").isNumber()) {
            return new Read.Poison("detail.severity is no number");
        }
        Instant first;
        Instant last;
        try {
            String time = event.path("time").asString("");
            first = Instant.parse(detail.at("/service/eventFirstSeen").asString(time));
            last = Instant.parse(detail.at("/service/eventLastSeen").asString(time));
        } catch (DateTimeException e) {
            return new Read.Poison("detail.service.eventFirstSeen or eventLastSeen is no time");
        }
        double severity = detail.path("severity").asDouble();
        String title = detail.path("title").asString(type);
        return new Read.Found(new Reported(
                id,
                series(event, detail, type),
                new Reported.Was(first, last.isBefore(first) ? first : last),
                severity,
                Reported.UNKNOWN,
                new Reported.Finding(of(severity), new Evidence(Evidence.GUARDDUTY, 0, title))));
    }

    private static Severity of(double severity) {
        return severity >= HIGH ? Severity.P1 : severity >= MEDIUM ? Severity.P2 : Severity.P3;
    }

    private static Labels series(JsonNode event, JsonNode detail, String type) {
        Map<String, String> labels = SecurityLabels.of("guardduty_finding");
        labels.put("finding", type);
        SecurityLabels.put(
                labels,
                "region",
                detail.path("region").asString(event.path("region").asString("")));
        SecurityLabels.put(
                labels,
                "account",
                detail.path("accountId").asString(event.path("account").asString("")));
        SecurityLabels.put(
                labels, "resource", detail.at("/resource/resourceType").asString(""));
        SecurityLabels.put(labels, "id", detail.path("id").asString(""));
        return Labels.of(labels);
    }
}
