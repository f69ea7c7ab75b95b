package com.kaldrix.monitoring.compliance.remediation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.kaldrix.monitoring.compliance.finding.FindingKey;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A remediation as callers see it. */
@Schema(name = "Remediation")
record RemediationView(
        UUID id,
        String playbook,
        String action,
        Map<String, String> parameters,
        UUID finding,
        String control,
        String account,
        String region,
        String resource,
        String reason,
        String requestedBy,
        Instant requestedAt,
        Instant expiresAt,

        @Schema(description = "How far it has come, by the word of whoever carries it out")
        String state,

        Instant stateAt,

        @Schema(description = "Whether it helped, by the state of the finding alone")
        String judgement,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant judgedAt) {
    /** With everything that has happened to it. */
    @Schema(name = "RemediationDetails")
    record Details(RemediationView remediation, List<StepView> steps) {
        static Details of(Remediation remediation, List<Remediations.Step> steps) {
            return new Details(
                    RemediationView.of(remediation),
                    steps.stream()
                            .map(step -> new StepView(step.at(), step.what(), step.by(), step.note()))
                            .toList());
        }
    }

    /** Something that happened. */
    @Schema(name = "RemediationStep")
    record StepView(Instant at, String what, String by, String note) {}

    static RemediationView of(Remediation remediation) {
        Remediation.Order order = remediation.order();
        Remediation.Asked asked = remediation.asked();
        FindingKey key = order.finding();
        return new RemediationView(
                remediation.id(),
                order.playbook(),
                order.action(),
                order.parameters(),
                key.id(),
                key.control().toString(),
                key.account(),
                key.region(),
                key.resource(),
                asked.reason(),
                asked.by(),
                asked.at(),
                asked.expiresAt(),
                word(remediation.state()),
                remediation.stateAt(),
                word(remediation.judgement()),
                remediation.judgedAt().orElse(null));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
