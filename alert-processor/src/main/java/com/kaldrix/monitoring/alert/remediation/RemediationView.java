package com.kaldrix.monitoring.alert.remediation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A remediation as callers see it.
 *
 * @param id identity
 * @param rule name of the rule
 * @param mode who decides
 * @param state where it stands
 * @param action by which means
 * @param settings what exactly
 * @param target what it is done to
 * @param incident the incident; null for what another service asked for
 * @param alert fingerprint of the alert; null together with the incident
 * @param requestedBy who asked for it
 * @param reason why
 * @param createdAt when it was asked for
 * @param expiresAt when it is no longer begun
 * @param decidedBy who agreed or refused; null while nobody has
 * @param decidedAt when; null while nobody has
 * @param startedAt when it was begun; null while it was not
 * @param endedAt when its end was known; null while it is not
 * @param output what came of it, or why it was not done
 * @param cured whether the alert was over in time; null while nobody can say
 */
@Schema(name = "Remediation")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RemediationView(
        UUID id,
        String rule,

        @Schema(allowableValues = {"dry-run", "approve", "automatic"})
        String mode,

        @Schema(
                description = "`unknown`: nobody knows whether it was done; its rule stands still until it is released",
                allowableValues = {
                    "dry_run",
                    "waiting",
                    "ready",
                    "running",
                    "succeeded",
                    "failed",
                    "unknown",
                    "refused",
                    "expired"
                })
        String state,

        @Schema(
                description = "By which means",
                allowableValues = {"ssm", "kubernetes_restart", "kubernetes_scale", "lambda", "webhook"})
        String action,

        @Schema(description = "What exactly; what is approved is what is done")
        Map<String, String> settings,

        @Schema(description = "What it is done to; two never run at once on one target")
        String target,

        @Schema(description = "Left out for what another service asked for") @Nullable
        UUID incident,

        @Schema(description = "Fingerprint of the alert that asked for it") @Nullable
        String alert,

        String requestedBy,
        String reason,
        Instant createdAt,

        @Schema(description = "When it is no longer begun") Instant expiresAt,

        @Schema(description = "Who agreed or refused") @Nullable
        String decidedBy,

        @Nullable Instant decidedAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,

        @Schema(description = "What came of it, or why it was not done")
        String output,

        @Schema(description = "Whether the alert was over in time; left out while nobody can say") @Nullable
        Boolean cured) {

    static RemediationView of(Remediation remediation) {
        var origin = remediation.origin();
        var times = remediation.times();
        var course = remediation.course();
        var alert = origin.alert();
        return new RemediationView(
                remediation.id(),
                remediation.rule(),
                remediation.mode().word(),
                remediation.state().word(),
                remediation.plan().order().kind().word(),
                remediation.plan().order().settings(),
                remediation.plan().target(),
                origin.incident(),
                alert == null ? null : alert.toString(),
                origin.by(),
                origin.reason(),
                times.createdAt(),
                times.expiresAt(),
                course.decidedBy(),
                times.decidedAt(),
                times.startedAt(),
                times.endedAt(),
                course.output(),
                course.cured());
    }
}
