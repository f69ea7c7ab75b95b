package com.kaldrix.monitoring.alert.preview;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.kaldrix.monitoring.common.severity.Severity;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What would happen to an alert.
 *
 * @param severity how bad it is
 * @param severityRule what says so
 * @param labels identity
 * @param derived labels that the suite adds
 * @param annotations words for people, those that the suite adds included
 * @param routes each route that is asked, in the order of asking
 * @param reaches whom it reaches, by route
 * @param escalation who is told when nobody answers; null when nobody is
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RoutePreview(
        Severity severity,
        SeverityRule severityRule,

        @Schema(description = "Identity, without labels that have no value")
        Map<String, String> labels,

        @Schema(description = "Labels that the suite adds; routes see them beneath the others")
        Map<String, String> derived,

        @Schema(description = "Words for people, those that the suite adds included")
        Map<String, String> annotations,

        @Schema(description = "Each route that is asked, in the order of asking")
        List<Asked> routes,

        @Schema(description = "Whom it reaches, by route") List<Reach> reaches,

        @Schema(description = "Who is told when nobody answers; left out when nobody is") @Nullable
        Escalation escalation) {

    /**
     * @param matchers of the rule; null where no rule matches
     * @param byDefault whether no rule matches
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SeverityRule(
            @Schema(description = "Matchers of the first rule that holds; left out where none does") @Nullable
            String matchers,

            @Schema(description = "Whether no rule holds and `default_severity` decides")
            boolean byDefault) {}

    /**
     * @param route key of the route
     * @param depth how far below the root
     * @param verdict what it says
     * @param failed the first matcher that does not hold; null for none
     */
    @Schema(name = "AskedRoute")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Asked(
            @Schema(description = "By the matchers from the root down", example = "{}/{severity=\"P0\"}")
            String route,

            @Schema(description = "How far below the root") int depth,

            @Schema(
                    description =
                            "`refused`: a matcher does not hold; `passed_on`: a route below has the last word; `chosen`: its"
                                    + " receiver is told",
                    allowableValues = {"refused", "passed_on", "chosen"})
            String verdict,

            @Schema(description = "The first matcher that does not hold") @Nullable
            String failed) {}

    /**
     * @param route key of the route
     * @param receiver who is told
     * @param integrations by which means
     * @param groupKey of the incident that it would open or join
     * @param groupLabels of that incident
     * @param groupWait how long the first message waits
     * @param groupInterval how long a change waits
     * @param repeatInterval when it is said again
     */
    record Reach(
            String route,
            String receiver,

            @Schema(description = "By which means; empty for a receiver that tells nobody")
            List<Means> integrations,

            @Schema(description = "Key of the incident that it would open or join")
            String groupKey,

            Map<String, String> groupLabels,

            @Schema(example = "30s") String groupWait,
            @Schema(example = "5m") String groupInterval,
            @Schema(example = "4h") String repeatInterval) {}

    /**
     * @param integration where it stands in the configuration
     * @param kind of what kind
     */
    record Means(
            @Schema(example = "on-call/slack[0]") String integration,
            @Schema(example = "slack") String kind) {}

    /**
     * @param policy its name
     * @param steps in order
     * @param repeats how often they begin again
     */
    @Schema(name = "EscalationPolicy")
    record Escalation(
            String policy,
            List<Step> steps,

            @Schema(description = "How often the steps begin again")
            int repeats) {}

    /**
     * @param after time since the incident was opened or reopened
     * @param unless what keeps it from being taken
     * @param receivers who is told
     * @param title who that is; null when the policy does not say
     */
    @Schema(name = "EscalationStep")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Step(
            @Schema(description = "Since the first message", example = "5m")
            String after,

            @Schema(allowableValues = {"acknowledged", "resolved"})
            String unless,

            List<String> receivers,

            @Schema(description = "Who that is") @Nullable String title) {}
}
