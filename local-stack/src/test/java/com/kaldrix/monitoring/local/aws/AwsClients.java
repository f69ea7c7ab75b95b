package com.kaldrix.monitoring.local.aws;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The SDK's own clients, one for each region, as a service would build them. */
final class AwsClients implements AutoCloseable {
    private final URI endpoint;
    private final SdkHttpClient http =
            Apache5HttpClient.builder().maxConnections(200).build();
    private final StaticCredentialsProvider credentials =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));
    private final Map<String, SnsClient> sns = new ConcurrentHashMap<>();
    private final Map<String, SqsClient> sqs = new ConcurrentHashMap<>();

    AwsClients(URI endpoint) {
        this.endpoint = endpoint;
    }

    SnsClient sns(String region) {
        return sns.computeIfAbsent(
                region,
                name -> SnsClient.builder()
                        .endpointOverride(endpoint)
                        .region(Region.of(name))
                        .credentialsProvider(credentials)
                        .httpClient(http)
                        .build());
    }

    SqsClient sqs(String region) {
        return sqs.computeIfAbsent(
                region,
                name -> SqsClient.builder()
                        .endpointOverride(endpoint)
                        .region(Region.of(name))
                        .credentialsProvider(credentials)
                        .httpClient(http)
                        .build());
    }

    @Override
    public void close() {
        sns.values().forEach(SnsClient::close);
        sqs.values().forEach(SqsClient::close);
        http.close();
    }
}
