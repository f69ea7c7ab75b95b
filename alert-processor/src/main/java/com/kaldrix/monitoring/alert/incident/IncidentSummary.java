package com.kaldrix.monitoring.alert.incident;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.kaldrix.monitoring.alert.incident.Incident.Times;
import com.kaldrix.monitoring.alert.incident.IncidentPages.Counts;
import com.kaldrix.monitoring.alert.incident.IncidentPages.Listed;
import com.kaldrix.monitoring.common.severity.Severity;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An incident as the REST API shows it in a list.
 *
 * @param id identity
 * @param title one line for people
 * @param state where it stands
 * @param severity the worst of its alerts so far
 * @param region where it began; null when unknown
 * @param receiver name of the route's receiver
 * @param openedAt when the first alert came
 * @param toldAt when the first message was decided; null while nobody has been told
 * @param acknowledgedAt when somebody took it; null while nobody has
 * @param acknowledgedBy who has taken it; null while nobody has
 * @param snoozedUntil until when it keeps quiet; null when it does not
 * @param heldBy what keeps all that fires from being told; null while nothing does
 * @param resolvedAt when it was over; null while it is not
 * @param resolvedBy who said that it is over; null when its alerts did, or while it is not
 * @param updatedAt when anything last happened to it
 * @param alerts how many alerts it has
 */
@Schema(name = "Incident", description = "Alerts of one route and group, from the first that fires until all are over")
@JsonInclude(JsonInclude.Include.NON_NULL)
record IncidentSummary(
        UUID id,

        @Schema(example = "HighErrorRate ×3 (eu-west-1, gateway)")
        String title,

        @Schema(allowableValues = {"open", "acknowledged", "resolved"})
        String state,

        @Schema(description = "The worst of its alerts so far")
        Severity severity,

        @Schema(description = "Where it began; left out when unknown") @Nullable
        String region,

        @Schema(description = "The route's receiver") String receiver,

        @Schema(description = "When the first alert came") Instant openedAt,

        @Schema(description = "When the first message was decided; left out while nobody has been told") @Nullable
        Instant toldAt,

        @Nullable Instant acknowledgedAt,
        @Nullable String acknowledgedBy,
        @Nullable Instant snoozedUntil,

        @Schema(
                description = "What keeps all that fires from being told; left out while nothing does",
                allowableValues = {"time interval", "maintenance", "silence", "condition", "inhibition"})
        @Nullable
        String heldBy,

        @Nullable Instant resolvedAt,

        @Schema(description = "Left out where its alerts ended it") @Nullable
        String resolvedBy,

        @Schema(description = "When anything last happened to it")
        Instant updatedAt,

        AlertCounts alerts) {

    /**
     * @param firing those that fire
     * @param total all that ever belonged to it
     */
    record AlertCounts(int firing, int total) {}

    static IncidentSummary of(Listed listed, Counts counts) {
        Incident incident = listed.incident();
        Times times = incident.times();
        return new IncidentSummary(
                incident.id(),
                incident.title(),
                incident.state().name().toLowerCase(Locale.ROOT),
                incident.severity(),
                incident.group().region().isEmpty() ? null : incident.group().region(),
                incident.group().receiver(),
                times.openedAt(),
                times.toldAt(),
                times.acknowledgedAt(),
                incident.acknowledgedBy(),
                times.snoozedUntil(),
                incident.hold() == null ? null : incident.hold().reason().words(),
                times.resolvedAt(),
                incident.resolvedBy(),
                listed.updatedAt(),
                new AlertCounts(counts.firing(), counts.total()));
    }
}
