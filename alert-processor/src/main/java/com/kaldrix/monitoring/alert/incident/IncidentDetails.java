package com.kaldrix.monitoring.alert.incident;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.kaldrix.monitoring.alert.alert.AlertDetails;
import com.kaldrix.monitoring.alert.escalation.EscalationPolicy.Due;
import com.kaldrix.monitoring.alert.notify.Reached;
import com.kaldrix.monitoring.alert.remediation.RemediationView;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one incident.
 *
 * @param incident what a list shows of it
 * @param group what it is an incident of
 * @param escalation where escalation stands; null when it does not escalate
 * @param alerts its alerts, those that fire first; at most {@link #MOST_ALERTS}
 * @param notifications how its messages fared, by integration
 * @param remediations what machines did or would do about it
 */
@Schema(name = "IncidentDetails", description = "All that is known of one incident")
@JsonInclude(JsonInclude.Include.NON_NULL)
record IncidentDetails(
        IncidentSummary incident,
        Group group,

        @Schema(description = "Left out where no policy covers it") @Nullable
        Escalation escalation,

        @Schema(
                description =
                        "Those that fire first, the most severe of them first; 500 at most, `incident.alerts` counts all")
        List<MemberDetails> alerts,

        @Schema(description = "How its messages fared, by integration")
        List<Reached> notifications,

        @Schema(description = "What machines did or would do about it, the oldest first")
        List<RemediationView> remediations) {

    static final int MOST_ALERTS = 500;

    /**
     * @param key Alertmanager's group key
     * @param route key of the route
     * @param labels the group labels
     */
    @Schema(name = "IncidentGroup")
    record Group(
            @Schema(description = "The group's key, as Alertmanager writes it")
            String key,

            @Schema(description = "The route, by the matchers from the root down")
            String route,

            @Schema(description = "What all its alerts share")
            Map<String, String> labels) {}

    /**
     * @param policy name of the policy
     * @param round how often it has begun anew
     * @param since from when its steps are counted; null until the first notification
     * @param stepsTaken how many steps are behind
     * @param next the step that comes next; null when none does
     */
    @Schema(name = "EscalationState")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Escalation(
            String policy,

            @Schema(description = "How often it has begun anew, by reopening")
            int round,

            @Schema(description = "From when its steps are counted") @Nullable
            Instant since,

            @Schema(description = "How many steps are behind")
            int stepsTaken,

            @Schema(description = "Left out when no step comes any more, or while it is snoozed") @Nullable
            NextStep next) {}

    /**
     * @param at when
     * @param unless what keeps it from being taken
     * @param receivers those that are told
     * @param title who that is; null when the policy does not say
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record NextStep(
            Instant at,

            @Schema(
                    description = "What keeps it from being taken",
                    allowableValues = {"acknowledged", "resolved"})
            String unless,

            @Schema(description = "Receivers that are told") List<String> receivers,

            @Schema(description = "Who that is") @Nullable String title) {
        static NextStep of(Instant at, Due due) {
            return new NextStep(
                    at,
                    due.step().unless().name().toLowerCase(Locale.ROOT),
                    due.step().receivers(),
                    due.step().title().isEmpty() ? null : due.step().title());
        }
    }

    /**
     * @param alert as it stands; as it was when it left, for one that has left
     * @param joinedAt when it joined
     * @param left whether its end was told
     */
    @Schema(name = "IncidentAlert")
    record MemberDetails(
            AlertDetails alert,
            Instant joinedAt,

            @Schema(description = "Whether its end was told and it belongs to the group no more")
            boolean left) {
        static MemberDetails of(Member member, Instant now) {
            return new MemberDetails(AlertDetails.of(member.alert(), now), member.joinedAt(), member.left());
        }
    }
}
