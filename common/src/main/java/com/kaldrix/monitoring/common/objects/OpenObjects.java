package com.kaldrix.monitoring.common.objects;

import java.time.Duration;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Opens the store of objects at a location. A service that keeps objects in S3 brings the SDK's {@code s3} and {@code apache5-client}. */
public final class OpenObjects {
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);

    private OpenObjects() {}

    /**
     * Opens a store; a directory is made when it is not there, a bucket is not.
     *
     * @param s3 how buckets are reached; of no use for directories
     * @throws ObjectsUnavailableException when the directory cannot be used; a bucket is not asked for anything yet
     */
    public static Objects at(ObjectLocation location, S3Options s3) {
        return switch (location) {
            case ObjectLocation.Directory directory -> new FileObjects(directory.path());
            case ObjectLocation.Bucket bucket -> bucket(bucket, s3);
        };
    }

    private static Objects bucket(ObjectLocation.Bucket bucket, S3Options options) {
        SdkHttpClient http = Apache5HttpClient.builder()
                .connectionTimeout(Duration.ofSeconds(3))
                .socketTimeout(LONGEST_SILENCE)
                .build();
        S3ClientBuilder builder = S3Client.builder()
                .httpClient(http)
                .region(Region.of(options.region()))
                .overrideConfiguration(override -> override.retryStrategy(RetryMode.STANDARD));
        options.endpoint()
                .ifPresent(endpoint -> builder.endpointOverride(endpoint).forcePathStyle(true));
        return new S3Objects(builder.build(), http, bucket, options.kmsKey());
    }
}
