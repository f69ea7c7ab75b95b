package com.kaldrix.monitoring.common.objects;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.common.moto.MotoServer;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** Against moto's S3. */
@Tag("external")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class S3ObjectsTest extends ObjectsContract {
    private static final String BUCKET = "kaldrix-test-archive";

    private final MotoServer moto = MotoServer.start();
    private final SdkHttpClient http = new OneAtATime(Apache5HttpClient.create());
    private final S3Client s3 = client(moto.endpoint());
    private String prefix = "none/";

    @BeforeAll
    void createBucket() {
        s3.createBucket(request -> request.bucket(BUCKET).objectLockEnabledForBucket(true));
    }

    @AfterEach
    void leave() {
        prefix = "none/";
    }

    @AfterAll
    void stop() {
        s3.close();
        http.close();
        moto.close();
    }

    @Override
    Objects objects() {
        if (prefix.equals("none/")) {
            prefix = UUID.randomUUID() + "/";
        }
        return new S3Objects(s3, http, new ObjectLocation.Bucket(BUCKET, prefix), Optional.empty());
    }

    @Override
    Objects otherDoor() {
        return objects();
    }

    @Override
    Objects unreachable() {
        S3Client nobody = client(URI.create("http://127.0.0.1:1"));
        return new S3Objects(nobody, http, new ObjectLocation.Bucket(BUCKET, prefix), Optional.empty());
    }

    @Test
    void passesTheKeyTheTypeAndTheRetentionOn() {
        Instant until = Instant.parse("2099-01-01T00:00:00Z");
        Objects objects = new S3Objects(
                s3,
                http,
                new ObjectLocation.Bucket(BUCKET, ""),
                Optional.of("arn:aws:kms:us-east-1:123456789012:key/1"));

        objects.put(
                "report.pdf",
                text("x").typed("application/pdf").retained(new Retention(Retention.Mode.COMPLIANCE, until)));

        HeadObjectResponse head =
                s3.headObject(request -> request.bucket(BUCKET).key("report.pdf"));
        assertThat(head.contentType()).isEqualTo("application/pdf");
        assertThat(head.serverSideEncryption()).isEqualTo(ServerSideEncryption.AWS_KMS);
        assertThat(head.ssekmsKeyId()).endsWith("key/1");
        assertThat(head.objectLockMode()).isEqualTo(ObjectLockMode.COMPLIANCE);
        assertThat(head.objectLockRetainUntilDate().truncatedTo(ChronoUnit.SECONDS))
                .isEqualTo(until);
    }

    private S3Client client(URI endpoint) {
        return S3Client.builder()
                .httpClient(http)
                .region(Region.US_EAST_1)
                .endpointOverride(endpoint)
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .build();
    }
}
