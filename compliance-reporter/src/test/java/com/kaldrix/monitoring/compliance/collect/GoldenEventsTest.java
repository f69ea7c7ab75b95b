package com.kaldrix.monitoring.compliance.collect;

import static com.kaldrix.monitoring.compliance.collect.Events.finding;
import static com.kaldrix.monitoring.compliance.collect.Events.findings;
import static com.kaldrix.monitoring.compliance.collect.Events.read;
import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.common.event.AlertLifecycle;
import com.kaldrix.monitoring.compliance.activity.Activity;
import com.kaldrix.monitoring.compliance.activity.Principal;
import com.kaldrix.monitoring.compliance.collect.event.Collected;
import com.kaldrix.monitoring.compliance.drift.ConfigurationChange;
import com.kaldrix.monitoring.compliance.finding.ComplianceStatus;
import com.kaldrix.monitoring.compliance.finding.Control;
import com.kaldrix.monitoring.compliance.finding.Finding;
import com.kaldrix.monitoring.compliance.finding.FindingKey;
import com.kaldrix.monitoring.compliance.finding.FindingSeverity;
import com.kaldrix.monitoring.compliance.finding.JoinedFinding;
import com.kaldrix.monitoring.compliance.finding.Origin;
import com.kaldrix.monitoring.compliance.finding.RecordState;
import com.kaldrix.monitoring.compliance.finding.Seen;
import com.kaldrix.monitoring.compliance.finding.Source;
import com.kaldrix.monitoring.compliance.finding.Verdict;
import com.kaldrix.monitoring.compliance.finding.WorkflowStatus;
import com.kaldrix.monitoring.compliance.framework.Frameworks;
import com.kaldrix.monitoring.compliance.framework.Namespace;
import com.kaldrix.monitoring.compliance.mapping.FindingType;
import com.kaldrix.monitoring.compliance.mapping.Mapper;
import com.kaldrix.monitoring.compliance.mapping.SecurityHubControls;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What real shapes of every source become. */
class GoldenEventsTest {
    private static final String ACCOUNT = "123456789012";
    private static final String REGION = "eu-west-1";
    private static final String GROUP = "arn:aws:ec2:eu-west-1:123456789012:security-group/sg-0123456789abcdef0";
    private static final String INSTANCE = "arn:aws:ec2:eu-west-1:123456789012:instance/i-0a1b2c3d4e5f60718";
    private static final FindingKey SSH =
            new FindingKey(ACCOUNT, REGION, Control.of(Namespace.SECURITY_HUB, "EC2.13"), GROUP);

    private static Instant at(String time) {
        return Instant.parse(time);
    }

    @Test
    void aConsolidatedFindingOfSecurityHub() {
        Finding finding = finding("securityhub/consolidated");
        assertThat(finding.key()).isEqualTo(SSH);
        assertThat(finding.origin())
                .isEqualTo(
                        new Origin(
                                Source.SECURITY_HUB,
                                "arn:aws:securityhub:eu-west-1:123456789012:security-control/EC2.13/finding/8c1b7c5e-0d6f-4c0b-9a53-3b2f1d5e6a77"));
        assertThat(finding.resourceType()).isEqualTo("AWS::EC2::SecurityGroup");
        assertThat(finding.title()).startsWith("Security groups should not allow");
        assertThat(finding.severity()).isEqualTo(FindingSeverity.HIGH);
        assertThat(finding.verdict()).isEqualTo(Verdict.of(ComplianceStatus.FAILED));
        assertThat(finding.seen())
                .isEqualTo(new Seen(
                        at("2026-03-01T09:00:00Z"),
                        at("2026-03-02T10:00:00Z"),
                        at("2026-03-02T10:00:00Z"),
                        at("2026-03-02T10:00:05Z")));
        assertThat(finding.clues().relatedRequirements()).hasSize(3).contains("PCI DSS v3.2.1/1.2.1");
        assertThat(finding.clues().associatedStandards())
                .containsExactly("standards/pci-dss/v/4.0.1", "ruleset/cis-aws-foundations-benchmark/v/1.2.0");
        assertThat(finding.clues().controlId()).isEqualTo("EC2.13");
        assertThat(finding.clues().configRule()).isEqualTo("securityhub-restricted-ssh-1a2b3c4d");
        assertThat(new Mapper(Frameworks.shipped(), SecurityHubControls.shipped())
                        .map(finding.clues())
                        .isUnmapped())
                .isFalse();
    }

    /** Of two standards, consolidated, in OCSF, and by the rule of AWS Config that Security Hub made: one record. */
    @Test
    void allFormsOfOneCheckAreOneRecord() {
        List<Finding> unconsolidated = findings("securityhub/unconsolidated");
        assertThat(unconsolidated).extracting(Finding::key).containsOnly(SSH);
        assertThat(unconsolidated.get(0).verdict().workflow()).isEqualTo(WorkflowStatus.SUPPRESSED);
        assertThat(unconsolidated.get(0).clues().associatedStandards())
                .containsExactly("arn:aws:securityhub:::ruleset/cis-aws-foundations-benchmark/v/1.2.0");
        assertThat(unconsolidated.get(1).clues().associatedStandards())
                .containsExactly("arn:aws:securityhub:::standards/pci-dss/v/3.2.1");

        Finding consolidated = finding("securityhub/consolidated");
        Finding ocsf = finding("securityhub/ocsf");
        Finding evaluation = finding("config/compliance");
        JoinedFinding joined = JoinedFinding.of(unconsolidated.get(0));
        for (Finding finding : List.of(unconsolidated.get(1), consolidated, ocsf, evaluation)) {
            joined = joined.join(finding);
        }
        assertThat(joined.words()).hasSize(4);
        assertThat(joined.words().get(consolidated.origin()))
                .as("the same finding, told of later")
                .isEqualTo(ocsf);
        assertThat(joined.verdict()).isEqualTo(Verdict.of(ComplianceStatus.FAILED));
        assertThat(joined.clues().relatedRequirements()).contains("PCI DSS v4.0.1/1.3.1", "PCI DSS 1.2.1");
    }

    @Test
    void aFindingInOcsf() {
        Finding finding = finding("securityhub/ocsf");
        assertThat(finding.key()).isEqualTo(SSH);
        assertThat(finding.severity()).isEqualTo(FindingSeverity.HIGH);
        assertThat(finding.seen().first()).isEqualTo(at("2026-03-01T09:00:00Z"));
        assertThat(finding.seen().updated()).isEqualTo(at("2026-03-02T10:00:00Z"));
        assertThat(finding.clues().associatedStandards()).containsExactly("standards/pci-dss/v/4.0.1");
        assertThat(finding.clues().configRule()).isEqualTo("securityhub-restricted-ssh-1a2b3c4d");
    }

    /** Whether services are on at all is no control, but in the same class. */
    @Test
    void coverageInOcsf() {
        Finding finding = finding("securityhub/ocsf-coverage");
        assertThat(finding.origin().source()).isEqualTo(Source.PRODUCT);
        assertThat(finding.key().control())
                .hasToString("product:aws/securityhub-coverage/GuardDuty Foundational Coverage");
        assertThat(finding.key().resource()).isEqualTo("AWS::::Account:" + ACCOUNT);
        assertThat(finding.verdict()).isEqualTo(Verdict.of(ComplianceStatus.PASSED));
        assertThat(finding.clues().controlId()).isEmpty();
    }

    /** Seen by the administrator, in the region of aggregation. */
    @Test
    void accountAndRegionAreThoseOfTheFinding() {
        Finding finding = finding("securityhub/aggregated");
        assertThat(finding.key().account()).isEqualTo("210987654321");
        assertThat(finding.key().region()).isEqualTo("us-west-2");
    }

    @Test
    void notAvailableAndArchived() {
        List<Finding> findings = findings("securityhub/not-available-and-archived");
        assertThat(findings.get(0).key().resource()).isEqualTo("AWS::::Account:" + ACCOUNT);
        assertThat(findings.get(0).verdict()).isEqualTo(Verdict.of(ComplianceStatus.NOT_AVAILABLE));
        assertThat(findings.get(1).verdict())
                .isEqualTo(new Verdict(ComplianceStatus.FAILED, WorkflowStatus.RESOLVED, RecordState.ARCHIVED));
    }

    /** GuardDuty sends no event when somebody archives a finding, but it tells Security Hub. */
    @Test
    void aFindingOfGuardDutyIsOneWhicheverWayItComes() {
        Finding own = finding("guardduty/instance");
        assertThat(own.key())
                .isEqualTo(new FindingKey(
                        ACCOUNT,
                        REGION,
                        Control.of(Namespace.GUARD_DUTY, "UnauthorizedAccess:EC2/SSHBruteForce"),
                        INSTANCE));
        assertThat(own.severity()).isEqualTo(FindingSeverity.HIGH);
        assertThat(own.verdict()).isEqualTo(Verdict.of(ComplianceStatus.FAILED));
        assertThat(own.seen().first()).isEqualTo(at("2026-03-02T01:40:09Z"));
        assertThat(own.clues().types())
                .containsExactly(new FindingType(Namespace.GUARD_DUTY, "UnauthorizedAccess:EC2/SSHBruteForce"));

        JoinedFinding joined = JoinedFinding.of(own).join(finding("securityhub/guardduty"));
        assertThat(joined.words()).hasSize(1);
        assertThat(joined.verdict().counts()).isFalse();
        assertThat(joined.clues().types()).isEqualTo(own.clues().types());
    }

    @Test
    void aFindingOfGuardDutyOnCredentials() {
        Finding finding = finding("guardduty/access-key-archived");
        assertThat(finding.key().resource()).isEqualTo("AWS::IAM::AccessKey:AKIAIOSFODNN7EXAMPLE");
        assertThat(finding.resourceType()).isEqualTo("AWS::IAM::AccessKey");
        assertThat(finding.severity()).isEqualTo(FindingSeverity.MEDIUM);
        assertThat(finding.verdict().record()).isEqualTo(RecordState.ARCHIVED);
        assertThat(read("guardduty/sample")).isEqualTo(new Collected.Ignored("a sample finding"));
    }

    @Test
    void findingsOfMacie() {
        Finding policy = finding("macie/policy");
        assertThat(policy.key().control()).hasToString("macie:Policy:IAMUser/S3BucketPublic");
        assertThat(policy.key().resource()).isEqualTo("arn:aws:s3:::ledger-archive");
        assertThat(policy.severity()).isEqualTo(FindingSeverity.HIGH);

        Finding data = finding("macie/sensitive-data");
        assertThat(data.key().resource()).isEqualTo("arn:aws:s3:::ledger-archive/export/members.csv");
        assertThat(data.resourceType()).isEqualTo("AWS::S3::Object");
        assertThat(data.clues().types())
                .containsExactly(new FindingType(Namespace.MACIE, "SensitiveData:S3Object/Personal"));
    }

    @Test
    void findingsOfInspector() {
        Finding own = finding("inspector/package");
        assertThat(own.key().control()).hasToString("inspector:PACKAGE_VULNERABILITY/CVE-2024-1724");
        assertThat(own.key().resource()).isEqualTo(INSTANCE);
        assertThat(own.seen().first()).isEqualTo(at("2024-09-04T16:59:44.356Z"));
        assertThat(own.seen().updated()).isEqualTo(at("2024-09-04T16:59:44.476Z"));
        assertThat(JoinedFinding.of(own).join(finding("securityhub/inspector")).words())
                .as("the same through Security Hub")
                .hasSize(1);

        Finding closed = finding("inspector/network-closed");
        assertThat(closed.key().control()).hasToString("inspector:NETWORK_REACHABILITY");
        assertThat(closed.severity()).isEqualTo(FindingSeverity.CRITICAL);
        assertThat(closed.verdict().record()).isEqualTo(RecordState.ARCHIVED);
        assertThat(closed.seen().first()).isEqualTo(at("2023-03-20T18:08:05Z"));
    }

    @Test
    void evaluationsOfConfig() {
        Finding failed = finding("config/compliance");
        assertThat(failed.key()).isEqualTo(SSH);
        assertThat(failed.verdict()).isEqualTo(Verdict.of(ComplianceStatus.FAILED));
        assertThat(failed.severity()).isEqualTo(FindingSeverity.UNRATED);
        assertThat(failed.clues().configRule()).isEqualTo("securityhub-restricted-ssh-1a2b3c4d");

        Finding gone = finding("config/not-applicable");
        assertThat(gone.key().control()).hasToString("config:s3-bucket-level-public-access-prohibited");
        assertThat(gone.verdict())
                .isEqualTo(Verdict.of(ComplianceStatus.NOT_AVAILABLE).archived());
        JoinedFinding joined = JoinedFinding.of(finding("securityhub/config")).join(gone);
        assertThat(joined.words()).as("the same through Security Hub").hasSize(1);
        assertThat(joined.verdict().counts()).isFalse();
    }

    @Test
    void changesOfConfiguration() {
        assertThat(read("config/change"))
                .isEqualTo(new Collected.Changed(new ConfigurationChange(
                        new ConfigurationChange.Subject(ACCOUNT, REGION, GROUP, "AWS::EC2::SecurityGroup"),
                        ConfigurationChange.Kind.UPDATED,
                        at("2026-03-02T09:58:51.976Z"),
                        "1772445531976",
                        List.of(
                                new ConfigurationChange.PropertyChange(
                                        "Configuration.IpPermissions.0",
                                        "",
                                        "{\"fromPort\":22,\"toPort\":22,\"ipProtocol\":\"tcp\",\"ipRanges\":[\"0.0.0.0/0\"]}"),
                                new ConfigurationChange.PropertyChange("Tags.role", "\"jump\"", "\"bastion\"")),
                        "",
                        List.of("f5d1d0c8-8b2f-4a4e-9a0b-1c2d3e4f5a6b"))));
        assertThat(read("config/oversized")).isInstanceOfSatisfying(Collected.Changed.class, changed -> {
            assertThat(changed.change().kind()).isEqualTo(ConfigurationChange.Kind.DELETED);
            assertThat(changed.change().resource().region()).isEqualTo("global");
            assertThat(changed.change().detail()).isEqualTo("s3://config-history/AWSLogs/oversized.json.gz");
        });
    }

    @Test
    void activityFromCloudTrail() {
        assertThat(read("cloudtrail/authorize-ingress"))
                .isEqualTo(new Collected.Done(new Activity(
                        "f5d1d0c8-8b2f-4a4e-9a0b-1c2d3e4f5a6b",
                        at("2026-03-02T09:58:40Z"),
                        new Principal(
                                "AssumedRole",
                                "arn:aws:sts::123456789012:assumed-role/operator/ada",
                                ACCOUNT,
                                "arn:aws:iam::123456789012:role/operator",
                                true),
                        new Activity.Act("ec2.amazonaws.com", "AuthorizeSecurityGroupIngress", false, ""),
                        new Activity.Place(ACCOUNT, REGION, "203.0.113.9", "aws-cli/2.30.0"),
                        List.of("sg-0123456789abcdef0"))));
        assertThat(read("cloudtrail/console-login-failed")).isInstanceOfSatisfying(Collected.Done.class, done -> {
            assertThat(done.activity().who().name()).isEqualTo("eve");
            assertThat(done.activity().act().error()).isEqualTo("Failed authentication");
            assertThat(done.activity().act().done()).isFalse();
        });
        assertThat(read("cloudtrail/denied")).isInstanceOfSatisfying(Collected.Done.class, done -> {
            assertThat(done.activity().act().error()).startsWith("AccessDenied: User is not");
            assertThat(done.activity().resources())
                    .containsExactly(
                            "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
                            "1234abcd-12ab-34cd-56ef-1234567890ab");
        });
    }

    @Test
    void findingsOfAccessAnalyzer() {
        Finding open = finding("accessanalyzer/public");
        assertThat(open.key().control()).hasToString("accessanalyzer:ExternalAccess");
        assertThat(open.key().resource()).isEqualTo("arn:aws:s3:::ledger-archive");
        assertThat(open.severity()).isEqualTo(FindingSeverity.HIGH);
        assertThat(open.title()).isEqualTo("ExternalAccess by *");
        assertThat(finding("accessanalyzer/internal").seen().updated()).isEqualTo(at("2026-03-02T11:22:12.654688Z"));
        Finding unused = finding("accessanalyzer/unused-resolved");
        assertThat(unused.origin().id()).isEqualTo("b8ae0460-5d29-4922-b92a-ba956c986277");
        assertThat(unused.verdict().record()).isEqualTo(RecordState.ARCHIVED);
    }

    @Test
    void aProductThatWritesToSecurityHub() {
        Finding finding = finding("securityhub/product");
        assertThat(finding.origin().source()).isEqualTo(Source.PRODUCT);
        assertThat(finding.key().control()).hasToString("product:123456789012/default/scanner-iam-check-7");
        assertThat(finding.verdict()).isEqualTo(Verdict.of(ComplianceStatus.PASSED));
        assertThat(finding.clues().relatedRequirements()).containsExactly("soc2-2017/CC6.1");
    }

    @Test
    void theSuitesOwnEvents() {
        assertThat(Events.raw(Events.text("contracts/com.kaldrix.alert.lifecycle.v1/samples/acknowledged-full.json")))
                .isInstanceOfSatisfying(Collected.Answered.class, answered -> {
                    assertThat(answered.id()).isEqualTo("/alert-processor/01980b70-1d00-7b22-9000-000000000003");
                    assertThat(answered.lifecycle().change()).isEqualTo(AlertLifecycle.Change.ACKNOWLEDGED);
                });
        assertThat(Events.raw(Events.text("contracts/com.kaldrix.audit.write.v1/samples/denied-full.json")))
                .isEqualTo(new Collected.Done(new Activity(
                        "/alert-processor/01980b71-2e00-7c33-a000-000000000002",
                        at("2026-03-02T10:00:00Z"),
                        new Principal("Token", "eve@kaldrix.example", "", "viewer", false),
                        new Activity.Act("alert-processor", "configuration.reload", false, "denied"),
                        new Activity.Place("", REGION, "203.0.113.9", ""),
                        List.of("configuration"))));
        assertThat(Events.raw(Events.text("contracts/com.kaldrix.alert.signal.v1/samples/minimal.json")))
                .isInstanceOf(Collected.Ignored.class);
    }
}
