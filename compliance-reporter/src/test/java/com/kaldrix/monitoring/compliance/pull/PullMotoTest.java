package com.kaldrix.monitoring.compliance.pull;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.common.moto.MotoServer;
import com.kaldrix.monitoring.compliance.finding.ComplianceStatus;
import com.kaldrix.monitoring.compliance.finding.StoredFinding;
import com.kaldrix.monitoring.compliance.pull.PullFailedException.Reason;
import com.kaldrix.monitoring.compliance.pull.aws.TestPullers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** As far as moto knows the services. It ignores filters of GetFindings, and so answers with what was not asked for as well. */
@Tag("external")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PullMotoTest {
    private final MotoServer moto = MotoServer.start();
    private Rig rig = new Rig(Optional.of(moto.endpoint()));

    @BeforeAll
    void findings() {
        send("securityhub", "/accounts", "{}");
        send("securityhub", "/findings/import", """
                {"Findings":[
                 {"SchemaVersion":"2018-10-08","Id":"f-1","Title":"t","Description":"d",
                  "ProductArn":"arn:aws:securityhub:eu-west-1::product/aws/securityhub",
                  "GeneratorId":"security-control/S3.8","AwsAccountId":"123456789012","Region":"eu-west-1",
                  "CreatedAt":"2026-01-01T00:00:00Z","UpdatedAt":"2026-03-01T00:00:00Z","Severity":{"Label":"HIGH"},
                  "Types":["Software and Configuration Checks"],"RecordState":"ACTIVE","Workflow":{"Status":"NEW"},
                  "Compliance":{"Status":"FAILED","SecurityControlId":"S3.8"},
                  "Resources":[{"Type":"AwsS3Bucket","Id":"arn:aws:s3:::open"}]},
                 {"SchemaVersion":"2018-10-08","Id":"f-2","Title":"t","Description":"d",
                  "ProductArn":"arn:aws:securityhub:eu-west-1::product/aws/securityhub",
                  "GeneratorId":"security-control/S3.8","AwsAccountId":"210987654321","Region":"us-east-1",
                  "CreatedAt":"2026-01-01T00:00:00Z","UpdatedAt":"2026-03-01T00:00:00Z","Severity":{"Label":"HIGH"},
                  "Types":["Software and Configuration Checks"],"RecordState":"ACTIVE","Workflow":{"Status":"NEW"},
                  "Compliance":{"Status":"PASSED","SecurityControlId":"S3.8"},
                  "Resources":[{"Type":"AwsS3Bucket","Id":"arn:aws:s3:::of-a-member"}]}]}
                """);
    }

    @AfterEach
    void again() {
        rig.close();
        rig = new Rig(Optional.of(moto.endpoint()));
    }

    @AfterAll
    void close() {
        rig.close();
        moto.close();
    }

    private void send(String service, String path, String body) {
        TestPullers.send(moto.endpoint(), service, Rig.REGION, path, body, rig.http);
    }

    private void act(String service, String target, String body) {
        TestPullers.act(moto.endpoint(), service, target, Rig.REGION, body, rig.http);
    }

    @Test
    void findingsOfSecurityHubAndAMembersAmongThem() {
        rig.replica(PullSource.SECURITY_HUB).collect();

        assertThat(rig.state(PullSource.SECURITY_HUB).trouble()).isEmpty();
        Map<String, String> accounts = rig.stored().stream()
                .map(StoredFinding::joined)
                .collect(Collectors.toMap(
                        joined -> joined.key().resource(),
                        joined -> joined.key().account()));
        assertThat(accounts)
                .containsEntry("arn:aws:s3:::open", "123456789012")
                .containsEntry("arn:aws:s3:::of-a-member", "210987654321");
    }

    @Test
    void anAccountThatIsEnteredByItsRole() {
        rig.replica("arn:aws:iam::123456789012:role/auditor", PullSource.SECURITY_HUB)
                .collect();
        assertThat(rig.state(PullSource.SECURITY_HUB).word()).isEqualTo(CollectionState.Word.COLLECTED);
    }

    @Test
    void trailsAndRecordersThatRecordAndThatDoNot() {
        rig.replica(PullSource.RECORDERS).collect();
        assertThat(status("kaldrix:trail-logging", "AWS::::Account:123456789012"))
                .contains(ComplianceStatus.FAILED);
        assertThat(status("kaldrix:configuration-recording", "AWS::::Account:123456789012"))
                .contains(ComplianceStatus.FAILED);

        String trails = "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.";
        try (S3Client s3 = S3Client.builder()
                .endpointOverride(moto.endpoint())
                .region(Region.EU_WEST_1)
                .forcePathStyle(true)
                .httpClient(rig.http)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("own", "local")))
                .build()) {
            s3.createBucket(bucket -> bucket.bucket("trail-bucket")
                    .createBucketConfiguration(where -> where.locationConstraint("eu-west-1")));
        }
        act("cloudtrail", trails + "CreateTrail", "{\"Name\":\"main\",\"S3BucketName\":\"trail-bucket\"}");
        act("cloudtrail", trails + "StartLogging", "{\"Name\":\"main\"}");
        rig.clock.advance(Duration.ofMinutes(15));
        rig.replica(PullSource.RECORDERS).collect();

        assertThat(rig.state(PullSource.RECORDERS).trouble()).isEmpty();
        assertThat(status("kaldrix:trail-logging", "AWS::::Account:123456789012"))
                .contains(ComplianceStatus.PASSED);
        assertThat(status("kaldrix:trail-logging", "arn:aws:cloudtrail:eu-west-1:123456789012:trail/main"))
                .contains(ComplianceStatus.PASSED);
    }

    private Optional<ComplianceStatus> status(String control, String resource) {
        return rig.stored().stream()
                .filter(one -> one.joined().key().control().toString().equals(control))
                .filter(one -> one.joined().key().resource().equals(resource))
                .map(one -> one.joined().verdict().compliance())
                .findFirst();
    }

    @Test
    void servicesThatAreOffAreNotCollected() {
        rig.replica(PullSource.GUARD_DUTY).collect();
        assertThat(rig.state(PullSource.GUARD_DUTY).trouble().orElseThrow().reason())
                .isEqualTo(Reason.NOT_ENABLED);
        rig.replica(PullSource.INSPECTOR).collect();
        assertThat(rig.state(PullSource.INSPECTOR).trouble().orElseThrow().reason())
                .isEqualTo(Reason.NOT_ENABLED);
        send("inspector2", "/enable", "{\"accountIds\":[\"123456789012\"],\"resourceTypes\":[\"EC2\"]}");
        rig.clock.advance(Duration.ofMinutes(15));
        rig.replica(PullSource.INSPECTOR).collect();
        assertThat(rig.state(PullSource.INSPECTOR).word()).isEqualTo(CollectionState.Word.COLLECTED);
    }
}
