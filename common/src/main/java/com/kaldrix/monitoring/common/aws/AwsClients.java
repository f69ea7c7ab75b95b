package com.kaldrix.monitoring.common.aws;

import com.kaldrix.monitoring.common.region.Region;
import java.time.Duration;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;

/** Sets clients of AWS up in the same way for all services: standard retries, and one pool of connections. */
public final class AwsClients {
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(3);
    /** Long enough for a long poll of 20 s. */
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(30);

    private AwsClients() {}

    /** Connections for the clients of a service; the caller closes it, and no client does. */
    public static SdkHttpClient http(int connections) {
        return Apache5HttpClient.builder()
                .maxConnections(connections)
                .connectionTimeout(LONGEST_CONNECT)
                .socketTimeout(LONGEST_ANSWER)
                .build();
    }

    /** Makes a builder ready to build a client of that region. */
    public static <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B in(
            Region region, B builder, SdkHttpClient http, AwsProperties properties) {
        builder.httpClient(http)
                .region(software.amazon.awssdk.regions.Region.of(region.code()))
                .overrideConfiguration(override -> override.retryStrategy(RetryMode.STANDARD));
        properties.endpoint().ifPresent(builder::endpointOverride);
        return builder;
    }
}
