package com.kaldrix.monitoring.compliance.score;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.compliance.finding.ComplianceStatus;
import com.kaldrix.monitoring.compliance.finding.Control;
import com.kaldrix.monitoring.compliance.finding.FindingSeverity;
import com.kaldrix.monitoring.compliance.finding.Tally;
import com.kaldrix.monitoring.compliance.framework.Catalogue;
import com.kaldrix.monitoring.compliance.framework.Domain;
import com.kaldrix.monitoring.compliance.framework.Framework;
import com.kaldrix.monitoring.compliance.framework.Frameworks;
import com.kaldrix.monitoring.compliance.framework.Kind;
import com.kaldrix.monitoring.compliance.framework.Namespace;
import com.kaldrix.monitoring.compliance.framework.Requirement;
import com.kaldrix.monitoring.compliance.framework.RequirementId;
import com.kaldrix.monitoring.compliance.mapping.FindingClues;
import com.kaldrix.monitoring.compliance.mapping.FindingType;
import com.kaldrix.monitoring.compliance.mapping.Mapper;
import com.kaldrix.monitoring.compliance.mapping.SecurityHubControls;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Scores from tallies against scores that are counted naively, finding by finding. */
class AssessmentTest {
    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
    private static final Catalogue CATALOGUE = Frameworks.shipped();
    private static final SecurityHubControls CONTROLS = SecurityHubControls.shipped();
    private static final Mapper MAPPER = new Mapper(CATALOGUE, CONTROLS);
    private static final Assessment ASSESSMENT = new Assessment(CATALOGUE, MAPPER, CONTROLS);
    private static final Map<FindingClues, Set<RequirementId>> ABOUT = new HashMap<>();
    private static final List<String> IDS = CONTROLS.ids().stream().sorted().toList();

    /** One finding that counts. */
    private record One(FindingClues clues, Tally.Kind kind, ComplianceStatus status, boolean waived) {}

    private static One random(Random random, int controls) {
        Control control;
        FindingClues clues;
        switch (random.nextInt(8)) {
            case 0 -> {
                control = Control.of(Namespace.GUARD_DUTY, "Recon:EC2/Portscan");
                clues = FindingClues.none().withTypes(new FindingType(Namespace.GUARD_DUTY, "Recon:EC2/Portscan"));
            }
            case 1 -> {
                control = Control.of(Namespace.CONFIG, "my-own-rule-" + random.nextInt(2));
                clues = FindingClues.none().withConfigRule(control.name());
            }
            default -> {
                String id = IDS.get(random.nextInt(controls));
                control = Control.of(Namespace.SECURITY_HUB, id);
                clues = FindingClues.none().withControl(id);
                if (random.nextBoolean()) {
                    clues = clues.withAssociatedStandards(
                            "standards/aws-foundational-security-best-practices/v/1.0.0", "standards/pci-dss/v/4.0.1");
                }
            }
        }
        return new One(
                clues,
                new Tally.Kind(
                        control,
                        "11111111111" + random.nextInt(2),
                        random.nextBoolean() ? "eu-west-1" : "us-east-1",
                        random.nextBoolean() ? "ec2" : "iam",
                        FindingSeverity.values()[random.nextInt(FindingSeverity.values().length)]),
                // Mostly passed, else nothing ever does.
                random.nextInt(4) > 0
                        ? ComplianceStatus.PASSED
                        : ComplianceStatus.values()[random.nextInt(ComplianceStatus.values().length)],
                random.nextInt(5) == 0);
    }

    private static List<Tally> tallies(Collection<One> findings) {
        Map<FindingClues, Map<Tally.Kind, Tally.Counts>> counts = new HashMap<>();
        findings.forEach(one -> counts.computeIfAbsent(one.clues(), clues -> new HashMap<>())
                .merge(one.kind(), Tally.Counts.of(one.status(), 1), Tally.Counts::plus));
        List<Tally> tallies = new ArrayList<>();
        counts.forEach((clues, kinds) -> kinds.forEach((kind, count) -> tallies.add(new Tally(clues, kind, count))));
        return tallies;
    }

    private static Standing standing(Collection<One> findings, Set<RequirementId> attested) {
        return ASSESSMENT.of(
                tallies(findings), tallies(findings.stream().filter(One::waived).toList()), attested, NOW);
    }

    private static List<RequirementId> all(Predicate<Requirement> which) {
        return CATALOGUE.frameworks().stream()
                .flatMap(framework -> framework
                        .requirements()
                        .filter(which)
                        .map(requirement -> new RequirementId(framework.id(), requirement.id())))
                .toList();
    }

    @Property(tries = 15)
    void everyScoreIsThatOfCountingFindingByFinding(@ForAll long seed) {
        Random random = new Random(seed);
        List<One> findings = new ArrayList<>();
        int count = random.nextInt(400);
        int controls = 1 + random.nextInt(IDS.size());
        for (int i = 0; i < count; i++) {
            findings.add(random(random, controls));
        }
        Set<RequirementId> attested = new HashSet<>();
        all(requirement -> requirement.kind() != Kind.AUTOMATED).forEach(id -> {
            if (random.nextInt(4) == 0) {
                attested.add(id);
            }
        });
        Standing standing = standing(findings, attested);
        Map<String, StandardScore> scores = standing.scores().stream()
                .collect(Collectors.toMap(score -> score.framework() + " " + score.part(), score -> score));
        int compared = 0;
        for (Framework framework : CATALOGUE.frameworks()) {
            compared += compare(scores, framework, Part.ALL, findings, attested, requirement -> true);
            for (Domain domain : framework.domains()) {
                compared += compare(
                        scores,
                        framework,
                        new Part(Cut.DOMAIN, domain.id()),
                        findings,
                        attested,
                        domain.requirements()::contains);
            }
            for (String region : distinct(findings, one -> one.kind().region())) {
                compared += cut(
                        scores,
                        framework,
                        new Part(Cut.REGION, region),
                        findings,
                        one -> one.kind().region().equals(region));
            }
            for (String account : distinct(findings, one -> one.kind().account())) {
                compared += cut(
                        scores,
                        framework,
                        new Part(Cut.ACCOUNT, account),
                        findings,
                        one -> one.kind().account().equals(account));
            }
            for (String component : distinct(findings, one -> one.kind().component())) {
                compared += cut(
                        scores,
                        framework,
                        new Part(Cut.COMPONENT, component),
                        findings,
                        one -> one.kind().component().equals(component));
            }
        }
        assertThat(scores).hasSize(compared);
    }

    private static Set<String> distinct(List<One> findings, Function<One, String> part) {
        return findings.stream().map(part).collect(Collectors.toSet());
    }

    private static int cut(
            Map<String, StandardScore> scores,
            Framework framework,
            Part part,
            List<One> findings,
            Predicate<One> within) {
        return compare(
                scores, framework, part, findings.stream().filter(within).toList(), Set.of(), Requirement::isTouched);
    }

    private static int compare(
            Map<String, StandardScore> scores,
            Framework framework,
            Part part,
            List<One> findings,
            Set<RequirementId> attested,
            Predicate<Requirement> which) {
        StandardScore score = Objects.requireNonNull(scores.get(framework.id() + " " + part));
        List<RequirementResult> naive = framework
                .requirements()
                .filter(which)
                .map(requirement -> naive(framework, requirement, findings, attested))
                .toList();
        assertThat(score.own()).as(framework.id() + " " + part).isEqualTo(Score.of(naive));
        if (part.cut() != Cut.DOMAIN) {
            assertThat(score.securityHub()).as(framework.id() + " " + part).isEqualTo(securityHub(framework, findings));
        }
        return 1;
    }

    private static Set<RequirementId> about(One one) {
        return ABOUT.computeIfAbsent(
                one.clues(),
                clues -> new HashSet<>(MAPPER.map(clues).requirements().keySet()));
    }

    private static boolean speaksOf(One one, RequirementId id) {
        return about(one).contains(id);
    }

    private static RequirementResult naive(
            Framework framework, Requirement requirement, List<One> findings, Set<RequirementId> attested) {
        RequirementId id = new RequirementId(framework.id(), requirement.id());
        List<One> about = findings.stream().filter(one -> speaksOf(one, id)).toList();
        double weight = about.stream()
                .mapToDouble(one -> Weights.of(severity(one)))
                .max()
                .orElse(Weights.of(FindingSeverity.UNRATED));
        List<ComplianceStatus> states =
                about.stream().filter(one -> !one.waived()).map(One::status).toList();
        Evidence evidence;
        if (states.contains(ComplianceStatus.FAILED)) {
            evidence = Evidence.FAILED;
        } else if (states.contains(ComplianceStatus.WARNING) || states.contains(ComplianceStatus.NOT_AVAILABLE)) {
            evidence = Evidence.UNKNOWN;
        } else if (!states.isEmpty()) {
            evidence = Evidence.PASSED;
        } else if (!attested.contains(id)) {
            evidence = Evidence.NO_DATA;
        } else {
            evidence = requirement.kind() == Kind.MANUAL ? Evidence.PASSED : Evidence.UNKNOWN;
        }
        return new RequirementResult(requirement.id(), weight, evidence);
    }

    private static FindingSeverity severity(One one) {
        return one.kind().control().namespace().equals("securityhub")
                ? CONTROLS.severityOf(one.kind().control().name())
                        .flatMap(FindingSeverity::find)
                        .orElse(one.kind().severity())
                : one.kind().severity();
    }

    /** Each control of Security Hub of which any finding speaks of the standard; waivers are none of Security Hub's business. */
    private static OptionalInt securityHub(Framework framework, List<One> findings) {
        Map<String, List<CheckResult>> results = new HashMap<>();
        for (One one : findings) {
            boolean speaks = about(one).stream().anyMatch(id -> id.framework().equals(framework.id()));
            if (speaks && one.kind().control().namespace().equals("securityhub")) {
                results.computeIfAbsent(one.kind().control().name(), id -> new ArrayList<>())
                        .add(CheckResult.of(one.status()));
            }
        }
        return SecurityHubScore.standard(
                results.values().stream().map(SecurityHubScore::status).toList());
    }

    private static One one(String control, ComplianceStatus status, boolean waived) {
        return new One(
                FindingClues.none().withControl(control),
                new Tally.Kind(
                        Control.of(Namespace.SECURITY_HUB, control),
                        "111111111111",
                        "eu-west-1",
                        "iam",
                        FindingSeverity.HIGH),
                status,
                waived);
    }

    @Test
    void whatIsWaivedDoesNotCountAndIsNotTakenForPassed() {
        RequirementId id = new RequirementId("aws-fsbp", "IAM.4");
        Standing open = standing(List.of(one("IAM.4", ComplianceStatus.FAILED, false)), Set.of());
        assertThat(open.requirement(id).orElseThrow().evidence()).isEqualTo(Evidence.FAILED);
        Standing waived = standing(List.of(one("IAM.4", ComplianceStatus.FAILED, true)), Set.of());
        assertThat(waived.requirement(id).orElseThrow().evidence()).isEqualTo(Evidence.NO_DATA);
        assertThat(waived.requirement(id).orElseThrow().findings().waived()).isEqualTo(1);
        assertThat(waived.scores().stream()
                        .filter(score -> score.framework().equals("aws-fsbp")
                                && score.part().equals(Part.ALL))
                        .findFirst()
                        .orElseThrow()
                        .securityHub())
                .as("Security Hub knows no waivers")
                .hasValue(0);
    }

    @Test
    void whatNobodySpeaksOfIsNoDataAndIsOnTheList() {
        Standing standing = standing(
                List.of(new One(
                        FindingClues.none().withConfigRule("my-own-rule"),
                        new Tally.Kind(Control.of(Namespace.CONFIG, "my-own-rule"), "1", "r", "c", FindingSeverity.LOW),
                        ComplianceStatus.PASSED,
                        false)),
                Set.of());
        assertThat(standing.requirements())
                .hasSize(all(requirement -> true).size())
                .allSatisfy(one -> assertThat(one.evidence()).isEqualTo(Evidence.NO_DATA));
        assertThat(standing.unmapped()).singleElement().satisfies(unmapped -> {
            assertThat(unmapped.control()).hasToString("config:my-own-rule");
            assertThat(unmapped.findings()).isEqualTo(1);
            assertThat(unmapped.unresolved().getFirst().reason()).contains("no requirement names the rule");
        });
        assertThat(standing.scores())
                .allSatisfy(score -> assertThat(score.own().percent()).isEmpty());
    }
}
