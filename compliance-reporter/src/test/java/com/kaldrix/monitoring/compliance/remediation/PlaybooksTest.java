package com.kaldrix.monitoring.compliance.remediation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.kaldrix.monitoring.common.yaml.ConfigurationException;
import com.kaldrix.monitoring.compliance.finding.Control;
import com.kaldrix.monitoring.compliance.finding.FindingKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlaybooksTest {
    @TempDir
    Path folder;

    private static Playbook shipped(String id) {
        return Playbooks.shipped().find(id).orElseThrow();
    }

    @Test
    void thoseThatShipAreAboutControlsThreatsAndSensitiveData() {
        assertThat(shipped("block-public-access").takes(Control.parse("securityhub:S3.8"), "AWS::S3::Bucket"))
                .isTrue();
        assertThat(shipped("block-public-access").takes(Control.parse("securityhub:S3.8"), "AWS::EC2::Instance"))
                .as("another type")
                .isFalse();
        assertThat(shipped("block-public-access").takes(Control.parse("securityhub:S3.80"), "AWS::S3::Bucket"))
                .as("exact matches only")
                .isFalse();
        assertThat(shipped("isolate-instance")
                        .takes(Control.parse("guardduty:Backdoor:EC2/C&CActivity.B"), "AWS::EC2::Instance"))
                .isTrue();
        assertThat(shipped("quarantine-object")
                        .takes(Control.parse("macie:SensitiveData:S3Object/Personal"), "AWS::S3::Object"))
                .isTrue();
        assertThat(shipped("revoke-credentials")
                        .takes(
                                Control.parse("guardduty:Exfiltration:IAMUser/AnomalousBehavior"),
                                "AWS::IAM::AccessKey"))
                .isTrue();
        assertThat(Playbooks.shipped().all())
                .allSatisfy(playbook -> assertThat(playbook.rules().approval()).isTrue())
                .allSatisfy(playbook -> assertThat(playbook.rules().automatic()).isFalse());
    }

    @Test
    void parametersStandForPartsOfTheFinding() {
        FindingKey key = new FindingKey(
                "123456789012", "eu-west-1", Control.parse("securityhub:S3.8"), "arn:aws:s3:::ledger-$1");
        Playbook playbook = shipped("block-public-access");
        assertThat(playbook.parameters(key, "AWS::S3::Bucket")).isEqualTo(Map.of("bucket", "ledger-$1"));
    }

    @Test
    void onesOwnAreAddedAndReplaceThoseThatShip() throws IOException {
        Files.writeString(folder.resolve("own.yaml"), """
                playbooks:
                  - id: block-public-access
                    title: Ours
                    action: our.own
                    for: ['securityhub:S3.8']
                    approval: none
                    automatic: true
                    valid-for: 30m
                    settles-within: 1h
                """);
        Playbooks playbooks = Playbooks.with(folder);
        Playbook ours = playbooks.find("block-public-access").orElseThrow();
        assertThat(ours.title()).isEqualTo("Ours");
        assertThat(ours.rules())
                .isEqualTo(new Playbook.Rules(false, true, Duration.ofMinutes(30), Duration.ofHours(1)));
        assertThat(playbooks.all()).hasSameSizeAs(Playbooks.shipped().all());
    }

    @Test
    void allThatIsWrongIsToldWithFileAndLine() throws IOException {
        Path file = folder.resolve("bad.yaml");
        Files.writeString(file, """
                playbooks:
                  - id: Bad Id
                    title: x
                    action: 'rm -rf'
                    for: ['securityhub:nothing', 'nobody:X.1']
                    resource-types: [bucket]
                    parameters:
                      bucket: '{name}'
                    approval: perhaps
                    valid-for: 0s
                    settles-within: 40d
                    aproval: none
                  - id: two
                    title: x
                    action: a.b
                  - id: two
                    title: x
                    action: a.b
                    for: ['securityhub:S3.8']
                """);

        ConfigurationException failure =
                catchThrowableOfType(ConfigurationException.class, () -> Playbooks.with(folder));

        assertThat(failure.problems())
                .allSatisfy(problem -> assertThat(problem.file()).isEqualTo(file.toString()));
        assertThat(failure.problems().stream().map(problem -> problem.line() + " " + problem.path()))
                .containsExactlyInAnyOrder(
                        "2 playbooks[0].id",
                        "4 playbooks[0].action",
                        "5 playbooks[0].for[0]",
                        "5 playbooks[0].for[1]",
                        "6 playbooks[0].resource-types[0]",
                        "8 playbooks[0].parameters.bucket",
                        "9 playbooks[0].approval",
                        "10 playbooks[0].valid-for",
                        "11 playbooks[0].settles-within",
                        "12 playbooks[0].aproval",
                        "13 playbooks[1].for",
                        "16 playbooks[2].id");
        assertThat(failure).hasMessageContaining("{name} stands for nothing; known are {account}, ");
    }

    @Test
    void aDirectoryThatIsNotThereIsAProblem() {
        assertThat(catchThrowableOfType(ConfigurationException.class, () -> Playbooks.with(folder.resolve("none"))))
                .hasMessageContaining("there is no such directory of playbooks");
    }
}
