package com.kaldrix.monitoring.compliance.report;

import com.kaldrix.monitoring.compliance.audit.note.Checkpoint;
import com.kaldrix.monitoring.compliance.finding.Control;
import com.kaldrix.monitoring.compliance.framework.Catalogue;
import com.kaldrix.monitoring.compliance.framework.Framework;
import com.kaldrix.monitoring.compliance.framework.Frameworks;
import com.kaldrix.monitoring.compliance.framework.RequirementId;
import com.kaldrix.monitoring.compliance.score.Coverage;
import com.kaldrix.monitoring.compliance.score.Evidence;
import com.kaldrix.monitoring.compliance.score.RequirementResult;
import com.kaldrix.monitoring.compliance.score.Score;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** Reports that tests make. */
final class ExampleReports {
    static final Instant CUT_OFF = Instant.parse("2026-07-01T04:00:00Z");
    private static final ZoneId ZONE = ZoneId.of("America/New_York");
    private static final List<String> REGIONS = List.of("eu-west-1", "us-east-1", "us-west-2");

    private static final Map<String, String> CONTROLS = Map.ofEntries(
            Map.entry("securityhub:CloudTrail.1", "HIGH|CloudTrail is on in all regions|AWS::CloudTrail::Trail|0"),
            Map.entry(
                    "securityhub:EC2.13",
                    "HIGH|Security groups do not let the world in on port 22|AWS::EC2::SecurityGroup|20"),
            Map.entry(
                    "securityhub:EC2.2",
                    "HIGH|The default security group lets nothing through|AWS::EC2::SecurityGroup|0"),
            Map.entry("securityhub:EC2.7", "MEDIUM|New volumes are encrypted|AWS::EC2::Volume|0"),
            Map.entry(
                    "securityhub:ELB.1",
                    "MEDIUM|Load balancers send HTTP on to HTTPS|AWS::ElasticLoadBalancingV2::LoadBalancer|10"),
            Map.entry(
                    "securityhub:ELB.5",
                    "MEDIUM|Load balancers keep a log|AWS::ElasticLoadBalancingV2::LoadBalancer|-2"),
            Map.entry("securityhub:GuardDuty.1", "HIGH|GuardDuty is on|AWS::GuardDuty::Detector|0"),
            Map.entry("securityhub:IAM.1", "HIGH|No policy allows everything|AWS::IAM::Policy|0"),
            Map.entry("securityhub:IAM.4", "CRITICAL|The root user has no access key|AWS::IAM::User|0"),
            Map.entry("securityhub:IAM.6", "CRITICAL|The root user has a hardware token|AWS::IAM::User|12"),
            Map.entry("securityhub:IAM.19", "MEDIUM|Every user has a second factor|AWS::IAM::User|-1"),
            Map.entry("securityhub:RDS.3", "MEDIUM|Databases are encrypted at rest|AWS::RDS::DBInstance|0"),
            Map.entry("securityhub:RDS.11", "MEDIUM|Databases have backups|AWS::RDS::DBInstance|0"),
            Map.entry("securityhub:S3.5", "MEDIUM|Buckets ask for TLS|AWS::S3::Bucket|0"),
            Map.entry("securityhub:S3.8", "HIGH|Buckets cannot be made public|AWS::S3::Bucket|0"),
            Map.entry("securityhub:S3.9", "MEDIUM|Access to buckets is recorded|AWS::S3::Bucket|-2"),
            Map.entry("securityhub:S3.17", "MEDIUM|Buckets are encrypted with a key of KMS|AWS::S3::Bucket|0"),
            Map.entry(
                    "guardduty:UnauthorizedAccess:IAMUser/MaliciousIPCaller",
                    "HIGH|An API was called from a known bad address|AWS::IAM::AccessKey|50"),
            Map.entry("inspector:PACKAGE_VULNERABILITY", "HIGH|A package has a known weakness|AWS::ECR::Image|22"),
            Map.entry("config:kaldrix-tagging", "LOW|Resources have an owner tag|AWS::EC2::Instance|35"),
            Map.entry("product:acme/scanner <b>", "CRITICAL|replaced by what somebody sends|AWS::Lambda::Function|100"),
            Map.entry("kaldrix:response-time", "MEDIUM|Alerts are acknowledged in time|KALDRIX::Alerts::Service|5"));

    private ExampleReports() {}

    /** A few hundred findings in three regions. */
    static ExampleFleet fleet() {
        return new ExampleFleet(
                List.of("111122223333", "444455556666"),
                REGIONS,
                ExampleFleet.checks(ExampleStandards.catalogue(), CONTROLS),
                2,
                CUT_OFF);
    }

    static ReportData data() {
        return data(ExampleStandards.catalogue(), fleet());
    }

    /** About as many findings as asked for, of all controls of Security Hub, by the catalogue that ships. */
    static ExampleFleet fleet(int findings) {
        Map<String, String> controls = new TreeMap<>();
        for (String line :
                resource("/controls/security-hub.csv").lines().skip(1).toList()) {
            String[] cells = line.split(",", -1);
            String service = cells[0].substring(0, cells[0].indexOf('.'));
            int number = Integer.parseInt(cells[0].substring(service.length() + 1));
            int failing = number % 5 < 2 ? 0 : number % 7 == 0 ? -2 : number % 9;
            controls.put(
                    "securityhub:" + cells[0],
                    (cells[1].isEmpty() ? "UNRATED" : cells[1]) + "|" + cells[2].replace('-', ' ') + "|AWS::" + service
                            + "::Resource|" + failing);
        }
        List<String> accounts = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            accounts.add(String.valueOf(100_000_000_000L + i));
        }
        List<ExampleFleet.ExampleCheck> checks = ExampleFleet.checks(Frameworks.shipped(), controls);
        int resources = Math.max(1, Math.ceilDiv(findings, accounts.size() * REGIONS.size() * checks.size()));
        return new ExampleFleet(accounts, REGIONS, checks, resources, CUT_OFF);
    }

    static ReportData data(Catalogue catalogue, ExampleFleet fleet) {
        Map<RequirementId, Set<Evidence>> evidence = new HashMap<>();
        for (ExampleFleet.ExampleCheck check : fleet.checks()) {
            if (check.failing() != -1) {
                check.requirements()
                        .forEach(requirement -> evidence.computeIfAbsent(
                                        requirement, it -> EnumSet.noneOf(Evidence.class))
                                .add(
                                        check.failing() == -2
                                                ? Evidence.UNKNOWN
                                                : check.failing() == 0 ? Evidence.PASSED : Evidence.FAILED));
            }
        }
        return new ReportData(
                header(catalogue),
                catalogue.frameworks().stream()
                        .map(framework -> standard(framework, evidence))
                        .toList(),
                drift(),
                waivers(),
                attestations(catalogue),
                responses(),
                remediations(),
                activity(),
                gaps(),
                List.of(
                        new ReportData.Unmapped(
                                Control.parse("config:kaldrix-tagging"),
                                30,
                                "no framework names the rule kaldrix-tagging"),
                        new ReportData.Unmapped(
                                Control.parse("product:acme/scanner <b>"),
                                30,
                                "the finding says nothing about what it concerns")));
    }

    private static ReportHeader header(Catalogue catalogue) {
        byte[] root = new byte[32];
        for (int i = 0; i < root.length; i++) {
            root[i] = (byte) (i * 37 + 11);
        }
        return new ReportHeader(
                ReportKind.MONTHLY,
                ReportScope.all(),
                new ReportPeriod(Instant.parse("2026-06-01T04:00:00Z"), CUT_OFF, ZONE),
                CUT_OFF,
                catalogue.version(),
                new Checkpoint("kaldrix.example/compliance/prod", 1_284_117, root));
    }

    private static StandardResult standard(Framework framework, Map<RequirementId, Set<Evidence>> known) {
        List<StandardResult.DomainResult> domains = new ArrayList<>();
        List<RequirementResult> all = new ArrayList<>();
        framework.domains().forEach(domain -> {
            List<RequirementResult> results = new ArrayList<>();
            List<StandardResult.RequirementState> states = new ArrayList<>();
            domain.requirements().forEach(requirement -> {
                Evidence evidence =
                        worst(known.getOrDefault(new RequirementId(framework.id(), requirement.id()), Set.of()));
                results.add(new RequirementResult(
                        requirement.id(), 1 + requirement.id().length() % 3, evidence));
                states.add(new StandardResult.RequirementState(
                        requirement.id(), requirement.title(), requirement.kind(), evidence));
            });
            all.addAll(results);
            Score score = Score.of(results);
            domains.add(new StandardResult.DomainResult(
                    domain.id(), domain.title(), score, domains.isEmpty() ? null : earlier(score, 4), states));
        });
        Score score = Score.of(all);
        List<StandardResult.Point> trend = new ArrayList<>();
        for (int month = 6; month >= 0; month--) {
            trend.add(new StandardResult.Point(
                    LocalDate.of(2026, 7, 1).minusMonths(month).minusDays(1),
                    month == 0
                            ? score
                            : earlier(score, (month * 3 + framework.id().length()) % 11 - 2)));
        }
        return new StandardResult(
                framework.id(),
                framework.label().name() + " " + framework.label().version(),
                score,
                score.percent().isEmpty()
                        ? OptionalInt.empty()
                        : OptionalInt.of(Math.min(100, score.percent().getAsInt() + 6)),
                trend,
                domains);
    }

    private static Score earlier(Score score, int less) {
        if (score.percent().isEmpty()) {
            return score;
        }
        Coverage coverage = score.coverage();
        return new Score(
                OptionalInt.of(Math.clamp(score.percent().getAsInt() - (long) less, 0, 100)),
                new Coverage(Math.max(0, coverage.known() - Math.max(0, less) / 3), coverage.all()));
    }

    private static Evidence worst(Set<Evidence> evidence) {
        for (Evidence one : List.of(Evidence.FAILED, Evidence.UNKNOWN, Evidence.PASSED)) {
            if (evidence.contains(one)) {
                return one;
            }
        }
        return Evidence.NO_DATA;
    }

    private static List<ReportData.Drift> drift() {
        Instant at = Instant.parse("2026-06-17T08:12:40Z");
        return List.of(
                new ReportData.Drift(ReportData.Change.NEWLY_FAILED, at, "", "", "soc2-2017/CC6.6", "passed", "failed"),
                new ReportData.Drift(
                        ReportData.Change.CONFIGURATION,
                        at,
                        "111122223333",
                        "us-east-1",
                        "arn:aws:ec2:us-east-1:111122223333:security-group/sg-0c1d2e3f4a5b6c7d8",
                        "",
                        "{\"FromPort\":22,\"ToPort\":22,\"CidrIp\":\"0.0.0.0/0\"}"),
                new ReportData.Drift(
                        ReportData.Change.EVIDENCE_LOST,
                        at.plusSeconds(90_000),
                        "444455556666",
                        "eu-west-1",
                        "securityhub:ELB.5",
                        "passed",
                        "not available"),
                new ReportData.Drift(
                        ReportData.Change.NEWLY_PASSED,
                        at.plusSeconds(400_000),
                        "",
                        "",
                        "iso27001-2022/A.8.15",
                        "failed",
                        "passed"));
    }

    private static List<ReportData.Waiver> waivers() {
        Instant from = Instant.parse("2026-05-02T09:00:00Z");
        return List.of(
                new ReportData.Waiver(
                        "W-1",
                        "securityhub:EC2.13 in account 111122223333",
                        "The bastion is replaced by Session Manager in July; until then its port is open to the office alone.",
                        "team-network",
                        from,
                        Instant.parse("2026-07-20T00:00:00Z"),
                        3),
                new ReportData.Waiver(
                        "W-2",
                        "arn:aws:s3:::kaldrix-public-docs",
                        "=Public on purpose: the documentation of the API.",
                        "platform@kaldrix.example",
                        from,
                        Instant.parse("2027-01-01T00:00:00Z"),
                        2),
                new ReportData.Waiver(
                        "W-3",
                        "securityhub:RDS.3",
                        "Migration of <i>old</i> clusters. " + "Long words. ".repeat(850),
                        "team-data",
                        from,
                        Instant.parse("2026-06-15T00:00:00Z"),
                        0));
    }

    private static List<ReportData.Attestation> attestations(Catalogue catalogue) {
        List<RequirementId> manual = new ArrayList<>();
        catalogue
                .frameworks()
                .forEach(framework -> framework
                        .requirements()
                        .filter(requirement -> !requirement.isTouched())
                        .forEach(requirement -> manual.add(new RequirementId(framework.id(), requirement.id()))));
        return List.of(
                new ReportData.Attestation(
                        manual.getFirst(),
                        "All staff took the yearly course; the list of those who did is attached.",
                        "m.rossi@kaldrix.example",
                        Instant.parse("2026-03-30T10:00:00Z"),
                        Instant.parse("2027-03-30T00:00:00Z"),
                        "training-2026.pdf",
                        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
                new ReportData.Attestation(
                        manual.getLast(),
                        "Every change is reviewed by a second engineer.",
                        "cto@kaldrix.example",
                        Instant.parse("2025-07-09T10:00:00Z"),
                        Instant.parse("2026-07-09T00:00:00Z"),
                        "",
                        ""));
    }

    private static List<ReportData.ResponseTime> responses() {
        return List.of(
                new ReportData.ResponseTime(
                        "P0", 3, 3, Duration.ofMinutes(5), 3, Duration.ofSeconds(92), Duration.ofSeconds(214)),
                new ReportData.ResponseTime(
                        "P1", 21, 20, Duration.ofMinutes(15), 18, Duration.ofSeconds(380), Duration.ofSeconds(1_560)),
                new ReportData.ResponseTime(
                        "P2", 148, 131, Duration.ofHours(4), 129, Duration.ofMinutes(41), Duration.ofMinutes(212)),
                new ReportData.ResponseTime("P3", 0, 0, Duration.ofDays(1), 0, null, null));
    }

    private static List<ReportData.Remediation> remediations() {
        String[] outcomes = {"CONFIRMED", "STILL_FAILED", "REFUSED", "OPEN"};
        List<ReportData.Remediation> remediations = new ArrayList<>();
        for (int i = 0; i < outcomes.length; i++) {
            remediations.add(new ReportData.Remediation(
                    new UUID(0x0197_0000_0000_7000L + i, 0x8000_0000_0000_0000L + i).toString(),
                    i % 2 == 0 ? "close-public-port" : "block-public-access",
                    Control.parse(i % 2 == 0 ? "securityhub:EC2.13" : "securityhub:S3.8"),
                    "arn:aws:ec2:us-west-2:111122223333:security-group/sg-00000000000" + i,
                    Instant.parse("2026-06-1" + i + "T11:00:00Z"),
                    i == 3 ? "" : "a.kowalska@kaldrix.example",
                    ReportData.Outcome.valueOf(outcomes[i])));
        }
        return remediations;
    }

    private static List<ReportData.PrincipalActivity> activity() {
        List<ReportData.PrincipalActivity> activity = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            activity.add(new ReportData.PrincipalActivity(
                    i == 5
                            ? "arn:aws:iam::111122223333:root"
                            : "arn:aws:sts::111122223333:assumed-role/deploy-" + i + "/session",
                    i == 5 ? "Root" : "AssumedRole",
                    "111122223333",
                    12_480 / (i + 1),
                    1_250 / (i + 1),
                    i * 3,
                    310 / (i + 1),
                    Instant.parse("2026-06-01T07:00:00Z"),
                    Instant.parse("2026-06-30T18:2" + i + ":00Z"),
                    List.of("PutObject", "AuthorizeSecurityGroupIngress", "AssumeRole")));
        }
        return activity;
    }

    private static List<ReportData.Gap> gaps() {
        return List.of(
                new ReportData.Gap(
                        "macie", "444455556666", "us-west-2", null, "Macie is not switched on in this region."),
                new ReportData.Gap(
                        "securityhub",
                        "444455556666",
                        "eu-west-1",
                        Instant.parse("2026-06-29T22:10:00Z"),
                        "GetFindings was refused: AccessDeniedException."));
    }

    private static String resource(String name) {
        try (InputStream in = ExampleReports.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
