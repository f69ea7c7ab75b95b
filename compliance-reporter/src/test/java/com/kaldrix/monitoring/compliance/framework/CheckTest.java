package com.kaldrix.monitoring.compliance.framework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckTest {
    @ParameterizedTest
    @CsvSource({
        "securityhub:Config.1, Config.1, true",
        "securityhub:Config.1, Config.10, false",
        "securityhub:Config.10, Config.1, false",
        "securityhub:EC2.1, XEC2.1, false",
        "securityhub:Opensearch.1, OpenSearch.1, true",
        "config:restricted-ssh, restricted-ssh, true",
        "config:restricted-ssh, restricted-ssh-2, false",
        "config:restricted-ssh, Restricted-SSH, false",
        "guardduty:Recon:, Recon:EC2/Portscan, true",
        "guardduty:Recon:, ReconX:EC2/Portscan, false",
        "guardduty:Recon, Recon:EC2/Portscan, true",
        "guardduty:Recon, ReconX:EC2/Portscan, false",
        "guardduty:UnauthorizedAccess:IAMUser/ConsoleLogin, UnauthorizedAccess:IAMUser/ConsoleLoginSuccess.B, false",
        "guardduty:UnauthorizedAccess:IAMUser/ConsoleLoginSuccess, UnauthorizedAccess:IAMUser/ConsoleLoginSuccess.B, true",
        "guardduty:Backdoor:EC2/C&CActivity.B, Backdoor:EC2/C&CActivity.B!DNS, true",
        "macie:SensitiveData:, SensitiveData:S3Object/Financial, true",
        "macie:SensitiveData:S3Object/Financial, SensitiveData:S3Object/Personal, false",
        "inspector:PACKAGE_VULNERABILITY, PACKAGE_VULNERABILITY, true",
        "inspector:PACKAGE, PACKAGE_VULNERABILITY, false"
    })
    void coversExactlyWhatItNames(String check, String found, boolean covered) {
        assertThat(Check.parse(check).covers(found)).isEqualTo(covered);
        assertThat(Check.parse(check)).hasToString(check);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                "IAM.1",
                "securityhub:",
                "securityhub:IAM",
                "securityhub:IAM.0",
                "securityhub:IAM.1 ",
                "config:RESTRICTED_SSH",
                "config:a--b",
                "guardduty:",
                "guardduty: x",
                "kaldrix:weather",
                "SecurityHub:IAM.1"
            })
    void whatIsNoNameIsRefused(String text) {
        assertThatThrownBy(() -> Check.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRequirementIsManualIfAndOnlyIfNothingChecksIt() {
        Link link = new Link(Check.parse("kaldrix:backup-age"), "house", Confidence.OWN);
        assertThatThrownBy(() -> new Requirement("R", "t", Kind.MANUAL, List.of(link)))
                .hasMessageContaining("manual");
        assertThatThrownBy(() -> new Requirement("R", "t", Kind.PARTIAL, List.of()))
                .hasMessageContaining("partial");
    }
}
