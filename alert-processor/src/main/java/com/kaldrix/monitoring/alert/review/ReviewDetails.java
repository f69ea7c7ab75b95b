package com.kaldrix.monitoring.alert.review;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.kaldrix.monitoring.alert.change.ChangeDetails;
import com.kaldrix.monitoring.alert.incident.Incident;
import com.kaldrix.monitoring.alert.timeline.TimelineEntry;
import com.kaldrix.monitoring.common.severity.Severity;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A review, as it is shown.
 *
 * @param incident of which
 * @param timeline what happened, oldest first; the first 2000 entries
 * @param changesFrom from when on changes count as made before
 * @param changes made before it was opened, the latest first
 * @param actions what people have taken on
 */
@Schema(name = "Review")
record ReviewDetails(
        Reviewed incident,

        @Schema(description = "What happened, oldest first; the first 2000 entries")
        List<Happened> timeline,

        @Schema(description = "From when on changes count as made before")
        Instant changesFrom,

        @Schema(description = "Made before it was opened, in its region or everywhere, the latest first")
        List<ChangeDetails> changes,

        List<Action> actions) {

    /** The incident in figures. */
    @Schema(name = "ReviewedIncident")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Reviewed(
            UUID id,
            String title,
            Severity severity,

            @Schema(description = "Where its first alert came from") @Nullable
            String region,

            Instant openedAt,

            @Schema(description = "When somebody took it first; left out where nobody did") @Nullable
            Instant acknowledgedAt,

            @Nullable String acknowledgedBy,

            @Schema(description = "From the opening, in seconds") @Nullable
            Long acknowledgedAfter,

            @Nullable Instant resolvedAt,

            @Schema(description = "Left out where its alerts ended it") @Nullable
            String resolvedBy,

            @Schema(description = "From the opening, in seconds") @Nullable
            Long resolvedAfter) {}

    /** Something that happened. */
    @Schema(name = "ReviewedEntry")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Happened(
            Instant at,

            @Schema(description = "What, in one word; further words may come")
            String kind,

            @Schema(description = "Who did it; left out when the suite did") @Nullable
            String actor,

            String text) {}

    /** What somebody has taken on. */
    @Schema(name = "ActionItem")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Action(
            UUID id,
            String text,
            @Schema(description = "Id of the person") String owner,
            @Nullable LocalDate dueOn,

            @Schema(description = "When it was done; left out while it is not") @Nullable
            Instant doneAt,

            String madeBy,
            Instant madeAt) {
        static Action of(ActionItem item) {
            return new Action(
                    item.id(), item.text(), item.owner(), item.dueOn(), item.doneAt(), item.madeBy(), item.madeAt());
        }
    }

    static ReviewDetails of(Review review) {
        return new ReviewDetails(
                reviewed(review),
                review.timeline().stream()
                        .map(entry -> new Happened(
                                entry.at(), entry.kind().name().toLowerCase(Locale.ROOT), entry.actor(), entry.text()))
                        .toList(),
                review.changesFrom(),
                review.changes().stream().map(ChangeDetails::of).toList(),
                review.actions().stream().map(Action::of).toList());
    }

    private static Reviewed reviewed(Review review) {
        Incident incident = review.incident();
        Instant resolved = incident.times().resolvedAt();
        return new Reviewed(
                incident.id(),
                incident.title(),
                incident.severity(),
                incident.group().region().isEmpty() ? null : incident.group().region(),
                incident.times().openedAt(),
                review.acknowledged().map(TimelineEntry::at).orElse(null),
                review.acknowledged()
                        .flatMap(entry -> Optional.ofNullable(entry.actor()))
                        .orElse(null),
                review.acknowledged()
                        .map(entry -> review.after(entry.at()).toSeconds())
                        .orElse(null),
                resolved,
                incident.resolvedBy(),
                resolved == null ? null : review.after(resolved).toSeconds());
    }
}
