package com.kaldrix.monitoring.compliance.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.kaldrix.monitoring.compliance.framework.Catalogue;
import com.kaldrix.monitoring.compliance.framework.Confidence;
import com.kaldrix.monitoring.compliance.framework.Framework;
import com.kaldrix.monitoring.compliance.framework.Frameworks;
import com.kaldrix.monitoring.compliance.framework.Namespace;
import com.kaldrix.monitoring.compliance.framework.RequirementId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From what a finding says to requirements, over the frameworks that ship. */
class MapperTest {
    private static final Catalogue CATALOGUE = Frameworks.shipped();
    private static final Mapper MAPPER = new Mapper(CATALOGUE, SecurityHubControls.shipped());

    private static RequirementId requirement(String framework, String id) {
        return new RequirementId(framework, id);
    }

    private static Mapping map(FindingClues clues) {
        return MAPPER.map(clues);
    }

    private static FindingClues none() {
        return FindingClues.none();
    }

    @ParameterizedTest
    @CsvSource({
        "PCI DSS v4.0.1/1.3.1, pci-dss-4.0.1, 1.3.1",
        "PCI DSS v4.0.1/10.2.1.1, pci-dss-4.0.1, 10.2.1.1",
        "CIS AWS Foundations Benchmark v3.0.0/5.1, cis-aws-3.0, 5.1",
        "CIS AWS Foundations Benchmark v5.0.0/1.10, cis-aws-5.0, 1.10",
        "soc2-2017/CC6.1, soc2-2017, CC6.1"
    })
    void theFindingsOwnWordComesFirst(String stated, String framework, String id) {
        Mapping mapping = map(none().withRelatedRequirements(stated));
        assertThat(mapping.requirements())
                .containsOnlyKeys(requirement(framework, id))
                .containsEntry(
                        requirement(framework, id),
                        List.of(new Provenance(Step.STATED, stated, "", "finding", Confidence.DOCUMENTED)));
        assertThat(mapping.unresolved()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PCI DSS v3.2.1/1.3.1",
                "PCI DSS v4.0/1.3.1",
                "PCI DSS v4.0.10/1.3.1",
                "CIS AWS Foundations Benchmark v1.2.0/4.1",
                "CIS AWS Foundations Benchmark v1.4.0/5.3",
                "NIST.800-53.r5 AC-4",
                "PCI DSS 1.3.1",
                "PCI DSS v4.0.1",
                "PCI DSS v4.0.1/",
                ""
            })
    void otherVersionsAndStandardsAreNotPassedOff(String stated) {
        Mapping mapping = map(none().withRelatedRequirements(stated));
        assertThat(mapping.isUnmapped()).isTrue();
        assertThat(mapping.unresolved())
                .containsExactly(new Unresolved(Step.STATED, stated, "no framework of the catalogue is called so"));
    }

    @Test
    void aRequirementThatTheStandardDoesNotHaveIsSaid() {
        assertThat(map(none().withRelatedRequirements("PCI DSS v4.0.1/1.3", "PCI DSS v4.0.1/1.3.1"))
                        .unresolved())
                .containsExactly(
                        new Unresolved(Step.STATED, "PCI DSS v4.0.1/1.3", "pci-dss-4.0.1 has no requirement '1.3'"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"standards/pci-dss/v/4.0.1", "arn:aws:securityhub:eu-central-1::standards/pci-dss/v/4.0.1"})
    void withoutAVersionTheStandardOfTheFindingDecides(String standard) {
        assertThat(map(none().withRelatedRequirements("PCI DSS 1.3.1").withAssociatedStandards(standard))
                        .requirements())
                .containsOnlyKeys(requirement("pci-dss-4.0.1", "1.3.1"));
        assertThat(map(none().withRelatedRequirements("PCI DSS 1.3.1")
                                .withAssociatedStandards("standards/pci-dss/v/3.2.1"))
                        .isUnmapped())
                .isTrue();
        assertThat(map(none().withRelatedRequirements("CIS AWS Foundations Benchmark 5.2")
                                .withAssociatedStandards(
                                        "standards/cis-aws-foundations-benchmark/v/3.0.0",
                                        "standards/cis-aws-foundations-benchmark/v/5.0.0"))
                        .isUnmapped())
                .as("one of two, and which one is not said")
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "standards/aws-foundational-security-best-practices/v/1.0.0",
                "arn:aws:securityhub:us-east-1::standards/aws-foundational-security-best-practices/v/1.0.0",
                "arn:aws-us-gov:securityhub:us-gov-west-1::standards/aws-foundational-security-best-practices/v/1.0.0"
            })
    void aStandardWhoseRequirementsAreControlsIsEnoughWithTheControl(String standard) {
        Mapping mapping = map(none().withAssociatedStandards(standard).withControl("IAM.1"));
        assertThat(mapping.requirements().get(requirement("aws-fsbp", "IAM.1")))
                .containsExactly(
                        Provenance.stated(standard),
                        new Provenance(
                                Step.CONTROL, "IAM.1", "securityhub:IAM.1", "security-hub", Confidence.DOCUMENTED));
    }

    /** Somebody's own cut of a standard stands beside the standard. */
    @Test
    void twoFrameworksMayGoByTheNameOfOneStandard() {
        Framework standard = CATALOGUE.framework("pci-dss-4.0.1").orElseThrow();
        Framework cut = new Framework("our-pci", standard.label(), standard.knownAs(), standard.domains());
        Mapper mapper = new Mapper(new Catalogue(List.of(standard, cut)), SecurityHubControls.shipped());

        assertThat(mapper.map(none().withRelatedRequirements("PCI DSS v4.0.1/1.3.1"))
                        .requirements())
                .containsOnlyKeys(requirement("our-pci", "1.3.1"), requirement("pci-dss-4.0.1", "1.3.1"));
    }

    @Test
    void aStandardThatIsNotHereIsSaid() {
        String old = "arn:aws:securityhub:::ruleset/cis-aws-foundations-benchmark/v/1.2.0";
        assertThat(map(none().withAssociatedStandards(old).withControl("IAM.1")).unresolved())
                .containsExactly(new Unresolved(Step.STATED, old, "no framework of the catalogue is this standard"));
    }

    @Test
    void aControlMatchesWhole() {
        Set<RequirementId> one =
                map(none().withControl("Config.1")).requirements().keySet();
        assertThat(one).contains(requirement("cis-aws-5.0", "3.3"), requirement("aws-fsbp", "Config.1"));

        Mapping ten = map(none().withControl("Config.10"));
        assertThat(ten.isUnmapped()).isTrue();
        assertThat(ten.unresolved())
                .containsExactly(new Unresolved(Step.CONTROL, "Config.10", "no requirement names this control"));
        assertThat(map(none().withControl("IAM.1")).requirements().keySet())
                .isNotEqualTo(map(none().withControl("IAM.10")).requirements().keySet());
        assertThat(map(none().withControl("OpenSearch.1")).requirements())
                .containsKey(requirement("aws-fsbp", "Opensearch.1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "restricted-ssh", "securityhub-restricted-ssh-1a2b3c4d", "restricted-ssh-conformance-pack-jmvl9hbtv",
                "OrgConfigRule-restricted-ssh-a1b2c3d4", "INCOMING_SSH_DISABLED",
                        "securityhub-incoming-ssh-disabled-0f0f0f0f",
                "incoming-ssh-disabled-conformance-pack-abc123xyz"
            })
    void aConfigRuleIsFoundUnderItsNamesInAccounts(String name) {
        Mapping mapping = map(none().withConfigRule(name));
        assertThat(mapping.requirements()).containsKey(requirement("cis-aws-5.0", "5.3"));
        assertThat(mapping.requirements().get(requirement("cis-aws-5.0", "5.3")))
                .contains(new Provenance(Step.CONFIG_RULE, name, "securityhub:EC2.13", "prowler", Confidence.DERIVED));
        assertThat(mapping.requirements().keySet())
                .isEqualTo(map(none().withControl("EC2.13")).requirements().keySet());
    }

    /** Names that Security Hub gave to rules in accounts. */
    @ParameterizedTest
    @CsvSource({
        "securityhub-multi-region-cloud-trail-enabled-b8841665, CloudTrail.1",
        "securityhub-ec2-instance-managed-by-ssm-04cbcf73, SSM.1",
        "securityhub-ec2-managedinstance-patch-compliance-310ff521, SSM.2",
        "securityhub-kms-cmk-not-scheduled-for-deletion-2-109ab27f, KMS.3",
        "securityhub-iam-password-policy-symbol-check-74152c48, IAM.13",
        "securityhub-iam-password-policy-minimum-length-check-944f846a, IAM.15",
        "securityhub-iam-password-policy-ensure-expires-df4a1475, IAM.17",
        "securityhub-restricted-rdp-0a0a0a0a, EC2.14",
        "securityhub-s3-bucket-blacklisted-actions-prohibited-890d7afd, S3.6",
        "securityhub-vpc-vpn-2-tunnels-up-fd4b9305, EC2.20",
        "securityhub-opensearch-update-check-43d55976, OpenSearch.10"
    })
    void aRuleOfSecurityHubLeadsToItsControl(String name, String control) {
        assertThat(map(none().withConfigRule(name)).requirements().keySet())
                .isNotEmpty()
                .isEqualTo(map(none().withControl(control)).requirements().keySet());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "restricted-ssh-2", "my-restricted-ssh", "securityhub-restricted-ssh",
                        "securityhub-restricted-ssh-xyz12345",
                "restricted-ssh-conformance-pack", "Restricted-SSH", "restricted",
                        "securityhub-restricted-ssh-1a2b3c4d-extra"
            })
    void aNameThatIsNearlyARuleIsNone(String name) {
        Mapping mapping = map(none().withConfigRule(name));
        assertThat(mapping.isUnmapped()).isTrue();
        assertThat(mapping.unresolved())
                .singleElement()
                .satisfies(reason -> assertThat(reason.reason()).startsWith("no requirement names the rule"));
    }

    /** The rule alone does not say which of its parameters failed, and so not which control. */
    @Test
    void aRuleOfSeveralControlsStandsForNoneOfThem() {
        Mapping mapping = map(none().withConfigRule("iam-password-policy"));
        assertThat(map(none().withConfigRule("securityhub-iam-password-policy-recommended-defaults-05398b0d"))
                        .requirements()
                        .keySet())
                .isEqualTo(mapping.requirements().keySet());
        assertThat(mapping.requirements()).isNotEmpty();
        assertThat(mapping.requirements().values())
                .allSatisfy(reasons ->
                        assertThat(reasons).extracting(Provenance::check).containsOnly("config:iam-password-policy"));
        assertThat(mapping.requirements())
                .doesNotContainKeys(requirement("cis-aws-5.0", "1.7"), requirement("aws-fsbp", "IAM.7"));
    }

    @ParameterizedTest
    @CsvSource({
        "GUARD_DUTY, Recon:EC2/PortProbeUnprotectedPort, iso27001-2022, A.8.16",
        "GUARD_DUTY, Execution:EC2/MaliciousFile, iso27001-2013, A.12.2.1",
        "GUARD_DUTY, Backdoor:EC2/C&CActivity.B!DNS, pci-dss-4.0.1, 11.5.1.1",
        "MACIE, SensitiveData:S3Object/Personal, gdpr, Art. 30",
        "MACIE, Policy:IAMUser/S3BucketReplicatedExternally, soc2-2017, CC6.7",
        "INSPECTOR, PACKAGE_VULNERABILITY, pci-dss-4.0.1, 6.3.3"
    })
    void aTypeIsFoundByItsPrefix(Namespace service, String type, String framework, String id) {
        Mapping mapping = map(none().withTypes(new FindingType(service, type)));
        assertThat(mapping.requirements().get(requirement(framework, id)))
                .isNotEmpty()
                .allSatisfy(reason -> {
                    assertThat(reason.step()).isEqualTo(Step.TYPE);
                    assertThat(reason.clue()).isEqualTo(type);
                });
    }

    @Test
    void aTypeOfOneServiceIsNoTypeOfAnother() {
        Mapping mapping = map(none().withTypes(new FindingType(Namespace.MACIE, "Recon:EC2/Portscan")));
        assertThat(mapping.isUnmapped()).isTrue();
        assertThat(mapping.unresolved())
                .containsExactly(
                        new Unresolved(Step.TYPE, "Recon:EC2/Portscan", "no requirement names such a type of macie"));
        assertThat(map(none().withTypes(new FindingType(Namespace.MACIE, "SensitiveData:S3Object/Personal")))
                        .requirements())
                .doesNotContainKey(requirement("pci-dss-4.0.1", "3.5.1"));
        assertThatThrownBy(() -> new FindingType(Namespace.CONFIG, "x")).hasMessageContaining("config");
    }

    @Test
    void ownChecksAreFoundByName() {
        assertThat(map(none().withOwnCheck("response-time")).requirements())
                .containsKey(requirement("gdpr", "Art. 33"));
        assertThat(map(none().withOwnCheck("response")).isUnmapped()).isTrue();
    }

    @Test
    void theUnionIsKeptWithEveryReasonInTheOrderOfTheSteps() {
        Mapping mapping =
                map(none().withRelatedRequirements("CIS AWS Foundations Benchmark v5.0.0/5.3", "NIST.800-53.r5 AC-4")
                        .withControl("EC2.13")
                        .withConfigRule("securityhub-restricted-ssh-1a2b3c4d"));

        assertThat(mapping.requirements().get(requirement("cis-aws-5.0", "5.3")))
                .extracting(Provenance::step)
                .isSorted()
                .containsExactly(Step.STATED, Step.CONTROL, Step.CONFIG_RULE);
        assertThat(mapping.requirements().keySet().stream()
                        .map(RequirementId::framework)
                        .collect(Collectors.toSet()))
                .contains("cis-aws-3.0", "cis-aws-5.0", "hipaa", "iso27001-2022", "pci-dss-4.0.1", "soc2-2017");
        assertThat(mapping.unresolved()).extracting(Unresolved::clue).containsExactly("NIST.800-53.r5 AC-4");
        assertThat(mapping.isUnmapped()).isFalse();
    }

    @Test
    void twoSourcesAreTwoReasons() {
        assertThat(map(none().withControl("IAM.4")).requirements().get(requirement("cis-aws-5.0", "1.3")))
                .extracting(Provenance::source)
                .containsExactlyInAnyOrder("powerpipe", "prowler");
    }

    @Test
    void aFindingThatSaysNothingIsUnmappedWithThatReason() {
        assertThat(map(none()).unresolved())
                .containsExactly(new Unresolved(Step.STATED, "", "the finding says nothing about what it concerns"));
    }

    /** Every control that any requirement names leads back to exactly the requirements that name it. */
    @Test
    void everyControlLeadsToThoseThatNameIt() {
        for (String control : SecurityHubControls.shipped().ids()) {
            Set<RequirementId> expected = CATALOGUE.frameworks().stream()
                    .flatMap(framework -> framework
                            .requirements()
                            .filter(requirement -> requirement.links().stream()
                                    .anyMatch(link -> link.check().toString().equals("securityhub:" + control)))
                            .map(requirement -> requirement(framework.id(), requirement.id())))
                    .collect(Collectors.toSet());
            assertThat(map(none().withControl(control)).requirements().keySet())
                    .as(control)
                    .isEqualTo(expected);
        }
    }
}
