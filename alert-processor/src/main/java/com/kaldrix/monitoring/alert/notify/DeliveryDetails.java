package com.kaldrix.monitoring.alert.notify;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.kaldrix.monitoring.common.severity.Severity;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message to one integration as the REST API shows it.
 *
 * @param id identity; webhooks see it as {@code X-Kaldrix-Delivery}
 * @param incident which incident it is about; null for a test
 * @param title the incident's title
 * @param kind what it tells
 * @param severity how bad
 * @param receiver whom
 * @param integration by which means
 * @param state how it stands
 * @param createdAt when it was decided
 * @param deliveredAt when the other side had taken it; null while it has not
 * @param nextAttemptAt when it is tried again; null unless it waits
 * @param expiresAt when it is given up
 * @param uncertain whether an attempt may have arrived without our knowing
 * @param fallbackOf the delivery in whose place it goes out; null for none
 * @param lastError what stood in the way last; null when nothing did
 * @param attempts each attempt, in order
 */
@Schema(name = "Notification", description = "A message to one integration, and how it fared")
@JsonInclude(JsonInclude.Include.NON_NULL)
record DeliveryDetails(
        @Schema(description = "Identity; webhooks see it as `X-Kaldrix-Delivery`")
        UUID id,

        @Schema(description = "Which incident it is about; left out for a test") @Nullable
        UUID incident,

        String title,

        @Schema(
                allowableValues = {
                    "opened",
                    "changed",
                    "repeated",
                    "escalated",
                    "resolved",
                    "opened_and_resolved",
                    "test"
                })
        String kind,

        Severity severity,
        String receiver,

        @Schema(example = "on-call/slack[0]") String integration,

        @Schema(
                description = "`superseded`: a later message of the same thread told it as well",
                allowableValues = {"pending", "sending", "delivered", "superseded", "rejected", "expired"})
        String state,

        Instant createdAt,
        @Nullable Instant deliveredAt,

        @Schema(description = "When it is tried again") @Nullable
        Instant nextAttemptAt,

        @Schema(description = "When it is given up") Instant expiresAt,

        @Schema(description = "Whether an attempt may have arrived without our knowing")
        boolean uncertain,

        @Schema(description = "The notification in whose place it goes out") @Nullable
        UUID fallbackOf,

        @Schema(description = "What stood in the way last") @Nullable
        String lastError,

        List<Attempt> attempts) {

    /**
     * One attempt.
     *
     * @param number from 1
     * @param replica which process made it
     * @param startedAt when
     * @param endedAt when it was over; null while it runs
     * @param outcome how it ended; {@code started} while it runs
     * @param reason what the other side said; null for nothing
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Attempt(
            int number,
            @Schema(description = "Which process made it") String replica,
            Instant startedAt,
            @Nullable Instant endedAt,

            @Schema(
                    description = "`started` while it runs; `unknown` when nobody can tell whether it has arrived",
                    allowableValues = {"started", "delivered", "retry_after", "unavailable", "unknown", "rejected"})
            String outcome,

            @Schema(description = "What the other side said") @Nullable
            String reason) {}

    DeliveryDetails with(List<Attempt> made) {
        return new DeliveryDetails(
                id,
                incident,
                title,
                kind,
                severity,
                receiver,
                integration,
                state,
                createdAt,
                deliveredAt,
                nextAttemptAt,
                expiresAt,
                uncertain,
                fallbackOf,
                lastError,
                made);
    }
}
