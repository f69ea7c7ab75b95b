package com.kaldrix.monitoring.compliance.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ControlNamesTest {
    private static final ControlNames NAMES = new ControlNames(SecurityHubControls.shipped());

    @ParameterizedTest
    @CsvSource({
        "security-control/EC2.13, EC2.13",
        "aws-foundational-security-best-practices/v/1.0.0/IAM.4, IAM.4",
        "aws-foundational-security-best-practices/v/1.0.0/ELBv2.1, ELB.1",
        "nist-800-53/v/5.0.0/Opensearch.1, Opensearch.1",
        "arn:aws:securityhub:::ruleset/cis-aws-foundations-benchmark/v/1.2.0/rule/4.1, EC2.13",
        "cis-aws-foundations-benchmark/v/1.4.0/5.1, EC2.21",
        "pci-dss/v/3.2.1/PCI.EC2.5, EC2.13",
        "service-managed-aws-control-tower/v/1.0.0/S3.8, S3.8"
    })
    void aGeneratorLeadsToItsControl(String generator, String control) {
        assertThat(NAMES.ofGenerator(generator)).contains(control);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AWSInspector",
                "arn:aws:guardduty:eu-west-1:123456789012:detector/12cc51e1c99e833adf5924c71ac591b2",
                "pci-dss/v/3.2.1/PCI.EC2.99",
                "cis-aws-foundations-benchmark/v/1.2.0/9.9",
                "security-control/EC2.13/more",
                ""
            })
    void whatIsNoGeneratorOfAControlLeadsNowhere(String generator) {
        assertThat(NAMES.ofGenerator(generator)).isEmpty();
    }

    @Test
    void aRuleOfSecurityHubIsItsControlsAndAnyOtherIsNot() {
        assertThat(NAMES.ofRule("securityhub-restricted-ssh-1a2b3c4d")).contains("EC2.13");
        assertThat(NAMES.ofRule("restricted-ssh")).isEmpty();
        assertThat(NAMES.ofRule("securityhub-iam-password-policy-recommended-defaults-05398b0d"))
                .as("a rule of several controls")
                .isEmpty();
        assertThat(NAMES.managedRule("restricted-ssh-conformance-pack-jmvl9hbtv"))
                .isEqualTo("restricted-ssh");
        assertThat(NAMES.spelled("OpenSearch.1")).isEqualTo("Opensearch.1");
        assertThat(NAMES.spelled("Unheard.1")).isEqualTo("Unheard.1");
    }

    /** Every control in the table of generators is one that the suite knows, or one that Security Hub has retired since. */
    @Test
    void theTableNamesControls() throws IOException {
        try (InputStream in = ControlNamesTest.class.getResourceAsStream("/controls/generators.csv")) {
            List<String> lines = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .toList();
            assertThat(lines).hasSizeGreaterThan(120).doesNotHaveDuplicates();
            assertThat(lines).allMatch(line -> line.matches("[a-z-]+/v/[0-9.]+/[A-Za-z0-9.]+,[A-Za-z0-9]+\\.[0-9]+"));
        }
    }
}
