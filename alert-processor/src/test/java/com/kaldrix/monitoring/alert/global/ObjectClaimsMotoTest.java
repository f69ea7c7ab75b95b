package com.kaldrix.monitoring.alert.global;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.alert.global.Claims.Away;
import com.kaldrix.monitoring.common.moto.MotoServer;
import com.kaldrix.monitoring.common.objects.ObjectLocation;
import com.kaldrix.monitoring.common.objects.Objects;
import com.kaldrix.monitoring.common.objects.OpenObjects;
import com.kaldrix.monitoring.common.objects.S3Options;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Claims in a bucket of moto, which answers 412 to a conditional write of what is there. It looks and writes in two steps, so that two writes within the
 * same moment may both win; here one comes after the other.
 */
@Tag("external")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ObjectClaimsMotoTest extends ClaimsContract {
    private static final String BUCKET = "kaldrix-test-claims";

    static {
        System.setProperty("aws.accessKeyId", "test");
        System.setProperty("aws.secretAccessKey", "test");
    }

    private final MotoServer moto = MotoServer.start();
    private Objects objects = open("none/");

    @BeforeAll
    void createBucket() {
        try (S3Client s3 = S3Client.builder()
                .httpClientBuilder(Apache5HttpClient.builder())
                .region(Region.US_EAST_1)
                .endpointOverride(moto.endpoint())
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .build()) {
            s3.createBucket(request -> request.bucket(BUCKET));
        }
    }

    @AfterEach
    void leave() {
        objects.close();
    }

    @AfterAll
    void stop() {
        moto.close();
    }

    private Objects open(String prefix) {
        return OpenObjects.at(
                new ObjectLocation.Bucket(BUCKET, prefix), new S3Options("us-east-1", moto.endpoint(), null));
    }

    @Override
    Objects objects() {
        objects.close();
        objects = open(UUID.randomUUID() + "/");
        return objects;
    }

    @Test
    void aBucketThatIsNotThereIsAway() {
        try (Objects nowhere = OpenObjects.at(
                new ObjectLocation.Bucket("kaldrix-no-such-bucket", ""),
                new S3Options("us-east-1", moto.endpoint(), null))) {
            assertThat(in(nowhere).claim(EUROPE, SINCE, EAST, NOW)).isEqualTo(new Away());
            assertThat(in(nowhere).told(EUROPE, SINCE, EAST, NOW)).isFalse();
        }
    }
}
