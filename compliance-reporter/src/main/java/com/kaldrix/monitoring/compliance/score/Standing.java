package com.kaldrix.monitoring.compliance.score;

import com.kaldrix.monitoring.compliance.finding.FindingSeverity;
import com.kaldrix.monitoring.compliance.framework.Domain;
import com.kaldrix.monitoring.compliance.framework.Framework;
import com.kaldrix.monitoring.compliance.framework.Requirement;
import com.kaldrix.monitoring.compliance.framework.RequirementId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** How it stands with all standards at one time. Never changes. */
public final class Standing {
    private final Instant at;
    private final List<Framework> frameworks;
    private final SortedMap<Part, PartStanding> parts;
    private final SortedMap<ControlStanding.Key, ControlStanding> controls;
    private final List<UnmappedFindings> unmapped;
    private final Map<RequirementId, RequirementStanding> requirements;

    /**
     * What is known of one part.
     *
     * @param requirements by id; only those of which something is known
     * @param securityHub statuses of Security Hub's controls by framework, then by id
     */
    record PartStanding(
            Map<RequirementId, RequirementStanding> requirements,
            Map<String, Map<String, ControlStatus>> securityHub) {}

    Standing(
            Instant at,
            List<Framework> frameworks,
            SortedMap<Part, PartStanding> parts,
            SortedMap<ControlStanding.Key, ControlStanding> controls,
            List<UnmappedFindings> unmapped) {
        this.at = at;
        this.frameworks = frameworks;
        this.parts = parts;
        this.controls = controls;
        this.unmapped = unmapped;
        this.requirements = Map.copyOf(whole().requirements());
    }

    private PartStanding whole() {
        return parts.getOrDefault(Part.ALL, new PartStanding(Map.of(), Map.of()));
    }

    /** When it stood so. */
    public Instant at() {
        return at;
    }

    /** Every requirement of every standard, in the order of the standards. */
    public Stream<RequirementStanding> requirements() {
        return frameworks.stream().flatMap(framework -> requirements(framework.id()));
    }

    /** Every requirement of a standard, in its order; none when there is no such standard. */
    public Stream<RequirementStanding> requirements(String framework) {
        return frameworks.stream()
                .filter(one -> one.id().equals(framework))
                .flatMap(one -> one.requirements().map(requirement -> standing(one.id(), requirement, whole())));
    }

    /** One requirement; empty when no standard has it. */
    public Optional<RequirementStanding> requirement(RequirementId id) {
        RequirementStanding known = requirements.get(id);
        return known == null
                ? requirements(id.framework())
                        .filter(standing -> standing.id().equals(id))
                        .findFirst()
                : Optional.of(known);
    }

    private static RequirementStanding standing(String framework, Requirement requirement, PartStanding part) {
        RequirementId id = new RequirementId(framework, requirement.id());
        RequirementStanding known = part.requirements().get(id);
        return known == null
                ? new RequirementStanding(
                        id,
                        requirement.kind(),
                        Evidence.NO_DATA,
                        FindingSeverity.UNRATED,
                        false,
                        new RequirementStanding.Findings(0, 0, 0))
                : known;
    }

    /** All scores: of each standard as a whole, by its domains, and by account, region and component. */
    public List<StandardScore> scores() {
        List<StandardScore> scores = new ArrayList<>();
        for (Framework framework : frameworks) {
            scores.add(whole(framework));
            for (Domain domain : framework.domains()) {
                scores.add(score(
                        framework.id(),
                        new Part(Cut.DOMAIN, domain.id()),
                        domain.requirements().stream()
                                .map(requirement -> standing(framework.id(), requirement, whole()))
                                .toList(),
                        OptionalInt.empty()));
            }
            parts.forEach((part, known) -> {
                if (part.cut() != Cut.ALL) {
                    scores.add(score(
                            framework.id(),
                            part,
                            framework
                                    .requirements()
                                    .filter(Requirement::isTouched)
                                    .map(requirement -> standing(framework.id(), requirement, known))
                                    .toList(),
                            securityHub(framework, known)));
                }
            });
        }
        return scores;
    }

    private StandardScore whole(Framework framework) {
        return score(
                framework.id(),
                Part.ALL,
                requirements(framework.id()).toList(),
                securityHub(framework, whole()));
    }

    private static OptionalInt securityHub(Framework framework, PartStanding part) {
        return SecurityHubScore.standard(
                part.securityHub().getOrDefault(framework.id(), Map.of()).values());
    }

    private static StandardScore score(
            String framework, Part part, List<RequirementStanding> requirements, OptionalInt securityHub) {
        return new StandardScore(
                framework,
                part,
                Score.of(requirements.stream().map(RequirementStanding::result).toList()),
                securityHub,
                new StandardScore.Requirements(
                        count(requirements, Evidence.PASSED),
                        (int) requirements.stream()
                                .filter(RequirementStanding::isPassedInPart)
                                .count(),
                        count(requirements, Evidence.FAILED),
                        count(requirements, Evidence.UNKNOWN),
                        count(requirements, Evidence.NO_DATA)));
    }

    private static int count(List<RequirementStanding> requirements, Evidence evidence) {
        return (int) requirements.stream()
                .filter(standing -> standing.evidence() == evidence)
                .count();
    }

    /**
     * Security Hub's summary over the standards that it has itself.
     *
     * @param inOlderForm the mean of the standards' scores; else each control once
     */
    public OptionalInt securityHubSummary(boolean inOlderForm) {
        List<Map<String, ControlStatus>> standards = frameworks.stream()
                .filter(Standing::isOfSecurityHub)
                .map(framework -> whole().securityHub().getOrDefault(framework.id(), Map.of()))
                .toList();
        return inOlderForm
                ? SecurityHubScore.summaryOfStandards(standards)
                : SecurityHubScore.summaryOfControls(standards);
    }

    private static boolean isOfSecurityHub(Framework framework) {
        return framework.knownAs().stream().anyMatch(name -> name.startsWith("standards/") || name.startsWith("ruleset/"));
    }

    /** Controls by account and region; only where there are findings. */
    public SortedMap<ControlStanding.Key, ControlStanding> controls() {
        return new TreeMap<>(controls);
    }

    /** Findings that no requirement is about, the most first. */
    public List<UnmappedFindings> unmapped() {
        return unmapped;
    }
}
