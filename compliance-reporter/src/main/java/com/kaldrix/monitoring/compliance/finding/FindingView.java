package com.kaldrix.monitoring.compliance.finding;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.kaldrix.monitoring.compliance.mapping.Mapping;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A finding as callers see it.
 *
 * @param counts whether it is neither archived nor suppressed
 * @param changedAt when its state became what it is
 * @param sources who speaks of it
 */
@Schema(name = "Finding")
record FindingView(
        UUID id,
        String account,
        String region,
        String control,
        String resource,
        String resourceType,
        String component,
        String title,
        String severity,
        String compliance,
        String workflow,
        String record,
        boolean counts,
        Instant firstSeenAt,
        Instant lastSeenAt,
        Instant updatedAt,
        Instant changedAt,
        String owner,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant dueAt,
        List<String> sources) {

    static FindingView of(StoredFinding stored) {
        JoinedFinding joined = stored.joined();
        Finding deciding = joined.deciding();
        Seen seen = joined.seen();
        return new FindingView(
                stored.id(),
                joined.key().account(),
                joined.key().region(),
                joined.key().control().toString(),
                joined.key().resource(),
                joined.resourceType(),
                stored.component(),
                deciding.title(),
                word(joined.severity()),
                word(deciding.verdict().compliance()),
                word(deciding.verdict().workflow()),
                word(deciding.verdict().record()),
                deciding.verdict().counts(),
                seen.first(),
                seen.last(),
                seen.updated(),
                stored.changedAt(),
                stored.care().owner(),
                stored.care().dueAt().orElse(null),
                joined.words().keySet().stream()
                        .map(origin -> origin.source().word())
                        .distinct()
                        .toList());
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /**
     * All that is known of a finding.
     *
     * @param sightings what each origin said last
     * @param requirements which requirements it speaks about, and why
     * @param unresolved what it says that led nowhere, and why
     */
    @Schema(name = "FindingDetails")
    record Details(
            FindingView finding, List<Sighting> sightings, List<Target> requirements, List<Unresolved> unresolved) {
        static Details of(StoredFinding stored, Mapping mapping) {
            return new Details(
                    FindingView.of(stored),
                    stored.joined().words().values().stream().map(Sighting::of).toList(),
                    mapping.requirements().entrySet().stream()
                            .flatMap(entry -> entry.getValue().stream()
                                    .map(reason -> new Target(
                                            entry.getKey().framework(),
                                            entry.getKey().requirement(),
                                            word(reason.step()),
                                            reason.clue(),
                                            reason.check(),
                                            reason.source(),
                                            reason.confidence().word())))
                            .toList(),
                    mapping.unresolved().stream()
                            .map(one -> new Unresolved(word(one.step()), one.clue(), one.reason()))
                            .toList());
        }
    }

    /** What one origin said last. */
    @Schema(name = "FindingSighting")
    record Sighting(
            String source,
            String id,
            String title,
            String severity,
            String compliance,
            String workflow,
            String record,
            Instant updatedAt,
            Instant toldAt) {
        static Sighting of(Finding finding) {
            return new Sighting(
                    finding.origin().source().word(),
                    finding.origin().id(),
                    finding.title(),
                    word(finding.severity()),
                    word(finding.verdict().compliance()),
                    word(finding.verdict().workflow()),
                    word(finding.verdict().record()),
                    finding.seen().updated(),
                    finding.seen().told());
        }
    }

    /** A requirement that a finding speaks about, and one reason for it. */
    @Schema(name = "FindingRequirement")
    record Target(
            String framework,
            String requirement,
            String step,
            String clue,
            String check,
            String source,
            String confidence) {}

    /** Something that a finding says and that led nowhere. */
    @Schema(name = "UnresolvedClue")
    record Unresolved(String step, String clue, String reason) {}
}
