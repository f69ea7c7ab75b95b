package com.kaldrix.monitoring.alert.notify.sns;

import com.kaldrix.monitoring.alert.receiver.SnsIntegration;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.SnsClientBuilder;

/**
 * The clients of the regions, endpoints and keys that the configuration names. They share one HTTP client and one timer, so
 * a client that leaves the cache takes nothing away from a call that still uses it.
 */
final class SnsClients implements AutoCloseable {
    static final int MOST = 32;

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
    private static final int CONNECTIONS = 50;

    private final @Nullable URI defaultEndpointOrNull;
    private final AwsCredentialsProvider defaultCredentials;
    private final SdkHttpClient http;
    private final ScheduledExecutorService timer;
    private final Map<Key, SnsClient> clients = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, SnsClient> eldest) {
            return size() > MOST;
        }
    };

    private record Key(String region, @Nullable URI endpoint, SnsIntegration.@Nullable Keys keys) {}

    /**
     * @param defaultEndpoint endpoint where an integration names none; empty for AWS's own
     * @param defaultCredentials credentials where an integration has none
     */
    SnsClients(String defaultEndpoint, AwsCredentialsProvider defaultCredentials) {
        this.defaultEndpointOrNull = defaultEndpoint.isBlank() ? null : URI.create(defaultEndpoint.strip());
        this.defaultCredentials = defaultCredentials;
        this.http = Apache5HttpClient.builder()
                .connectionTimeout(CONNECT_TIMEOUT)
                .maxConnections(CONNECTIONS)
                .build();
        this.timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("sns-timeouts").factory());
    }

    /** @throws IllegalArgumentException when the integration names no region, or an endpoint that is no address */
    synchronized SnsClient of(SnsIntegration integration) {
        String region = integration.region().isEmpty() ? regionOf(integration.topicArn()) : integration.region();
        URI endpoint = integration.apiUrl().isEmpty() ? defaultEndpointOrNull : URI.create(integration.apiUrl());
        return clients.computeIfAbsent(new Key(region, endpoint, integration.keysOrNull()), this::build);
    }

    /** The fourth part of {@code arn:aws:sns:eu-west-1:123456789012:name}. */
    private static String regionOf(String arn) {
        String[] parts = arn.split(":", 6);
        if (parts.length != 6 || parts[3].isEmpty()) {
            throw new IllegalArgumentException("the topic's ARN names no region");
        }
        return parts[3];
    }

    private SnsClient build(Key key) {
        SnsClientBuilder client = SnsClient.builder()
                .region(Region.of(key.region()))
                .httpClient(http)
                .credentialsProvider(credentials(key.keys()))
                .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry())
                        .scheduledExecutorService(timer)
                        .addExecutionInterceptor(new SnsHandover())
                        // A connection that the service closes just as it is used would leave the outcome unknown.
                        .putHeader("Connection", "close"));
        if (key.endpoint() != null) {
            client.endpointOverride(key.endpoint());
        }
        return client.build();
    }

    private AwsCredentialsProvider credentials(SnsIntegration.@Nullable Keys keys) {
        return keys == null
                ? defaultCredentials
                : StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        keys.accessKey(), keys.secretKey().value()));
    }

    synchronized int size() {
        return clients.size();
    }

    @Override
    public synchronized void close() {
        clients.values().forEach(SnsClient::close);
        clients.clear();
        http.close();
        timer.shutdownNow();
    }
}
