package com.kaldrix.monitoring.anomaly.alarm;

import com.kaldrix.monitoring.anomaly.anomaly.Anomaly.Expected;
import com.kaldrix.monitoring.anomaly.anomaly.Evidence;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.severity.Severity;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Insights of CloudTrail: the rate at which an API is called, or fails, is not what it used to be. Each has a start and an end.
 *
 * @see <a href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-insights-fields-insight-details.html">Fields of
 *     insights</a>
 */
final class CloudTrailInsights {
    private CloudTrailInsights() {}

    static Read read(JsonNode event) {
        JsonNode detail = event.path("detail");
        JsonNode insight = detail.path("insightDetails");
        String id = event.path("id").asString("");
        String api = insight.path("eventName").asString("");
        if (id.isBlank() || api.isBlank()) {
            return new Read.Poison(id.isBlank() ? "id is missing" : "detail.insightDetails.eventName is missing");
        }
        String state = insight.path("state").asString("");
        if (!state.equals("Start") && !state.equals("End")) {
            return new Read.Poison("detail.insightDetails.state is none of Start, End");
        }
        Instant at;
        try {
            at = Instant.parse(
                    detail.path("eventTime").asString(event.path("time").asString("")));
        } catch (DateTimeException e) {
            return new Read.Poison("detail.eventTime is no time");
        }
        JsonNode statistics = insight.at("/insightContext/statistics");
        double value = statistics.at("/insight/average").asDouble(Double.NaN);
        double usual = statistics.at("/baseline/average").asDouble(Double.NaN);
        boolean errors = insight.path("insightType").asString("").equals("ApiErrorRateInsight");
        return new Read.Found(new Reported(
                id,
                series(event, insight, errors),
                state.equals("Start") ? new Reported.Begins(at) : new Reported.Over(at),
                value,
                Double.isNaN(usual) ? Reported.UNKNOWN : new Expected(0, usual),
                new Reported.Finding(
                        Severity.P2,
                        new Evidence(Evidence.CLOUDTRAIL_INSIGHT, 0, sentence(insight, errors, value, usual)))));
    }

    private static String sentence(JsonNode insight, boolean errors, double value, double usual) {
        return String.format(
                Locale.ROOT,
                "%s of %s %s %.4g times a minute, where %.4g is usual",
                insight.path("eventName").asString(""),
                insight.path("eventSource").asString("an unknown service"),
                errors ? "fails with " + insight.path("errorCode").asString("errors") : "is called",
                value,
                usual);
    }

    private static Labels series(JsonNode event, JsonNode insight, boolean errors) {
        Map<String, String> labels =
                SecurityLabels.of(errors ? "cloudtrail_api_error_rate" : "cloudtrail_api_call_rate");
        labels.put("api", insight.path("eventName").asString(""));
        SecurityLabels.put(
                labels, "service", insight.path("eventSource").asString("").replace(".amazonaws.com", ""));
        SecurityLabels.put(labels, "error", insight.path("errorCode").asString(""));
        SecurityLabels.put(
                labels,
                "region",
                event.at("/detail/awsRegion").asString(event.path("region").asString("")));
        SecurityLabels.put(
                labels,
                "account",
                event.at("/detail/recipientAccountId")
                        .asString(event.path("account").asString("")));
        return Labels.of(labels);
    }
}
