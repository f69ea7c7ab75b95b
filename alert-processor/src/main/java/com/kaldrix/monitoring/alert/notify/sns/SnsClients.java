package com.kaldrix.monitoring.alert.notify.sns;

import com.kaldrix.monitoring.alert.receiver.SnsIntegration;
import com.kaldrix.monitoring.alert.receiver.SnsIntegration.Access;
import com.kaldrix.monitoring.alert.receiver.SnsIntegration.Role;
import com.kaldrix.monitoring.alert.receiver.SnsIntegration.Target;
import com.kaldrix.monitoring.common.secret.Secret;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.SnsClientBuilder;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/**
 * The clients of the regions, endpoints and keys that the configuration names. They share HTTP clients and one timer,
 * so a client that leaves the cache takes nothing away from a call that still uses it.
 */
final class SnsClients implements AutoCloseable {
    static final int MOST = 32;

    private static final String SESSION = "kaldrix-alert-processor";

    private final @Nullable URI defaultEndpointOrNull;
    private final AwsCredentialsProvider defaultCredentials;
    private final SnsHttp http = new SnsHttp();
    private final ScheduledExecutorService timer;
    private final Map<Key, SnsClient> clients = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, SnsClient> eldest) {
            return size() > MOST;
        }
    };

    private record Key(String region, @Nullable URI endpoint, Access access) {
        /** Where it is, as far as that says whether a proxy is asked. */
        URI address() {
            return endpoint != null ? endpoint : URI.create("https://sns." + region + ".amazonaws.com");
        }
    }

    /**
     * @param defaultEndpoint endpoint where an integration names none; empty for AWS's own
     * @param defaultCredentials credentials where an integration has none
     */
    SnsClients(String defaultEndpoint, AwsCredentialsProvider defaultCredentials) {
        this.defaultEndpointOrNull = defaultEndpoint.isBlank() ? null : URI.create(defaultEndpoint.strip());
        this.defaultCredentials = defaultCredentials;
        this.timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("sns-timeouts").factory());
    }

    /** @throws IllegalArgumentException when the integration names no region, or an endpoint that is no address */
    synchronized SnsClient of(SnsIntegration integration) {
        Access access = integration.access();
        String region = access.region().isEmpty() ? regionOf(integration.target()) : access.region();
        URI endpoint = access.apiUrl().isEmpty() ? defaultEndpointOrNull : URI.create(access.apiUrl());
        return clients.computeIfAbsent(new Key(region, endpoint, access), this::build);
    }

    private static String regionOf(Target target) {
        if (!target.phoneNumber().isEmpty()) {
            try {
                return DefaultAwsRegionProviderChain.builder()
                        .build()
                        .getRegion()
                        .id();
            } catch (SdkClientException e) {
                throw new IllegalArgumentException("no region says from where text messages are sent", e);
            }
        }
        return regionOf(target.arn());
    }

    /** The fourth part of {@code arn:aws:sns:eu-west-1:123456789012:name}. */
    private static String regionOf(String arn) {
        String[] parts = arn.split(":", 6);
        if (parts.length != 6 || parts[3].isEmpty()) {
            throw new IllegalArgumentException("the ARN names no region");
        }
        return parts[3];
    }

    private SnsClient build(Key key) {
        SnsClientBuilder client = SnsClient.builder()
                .region(Region.of(key.region()))
                .httpClient(http.of(key.access().http().way(), key.address()))
                .credentialsProvider(credentials(key))
                .overrideConfiguration(override -> {
                    override.retryStrategy(AwsRetryStrategy.doNotRetry())
                            .scheduledExecutorService(timer)
                            .addExecutionInterceptor(new SnsHandover())
                            // A connection that the service closes just as it is used would leave the outcome unknown.
                            .putHeader("Connection", "close");
                    key.access()
                            .http()
                            .headers()
                            .forEach((name, values) -> override.putHeader(
                                    name, values.stream().map(Secret::value).toList()));
                });
        if (key.endpoint() != null) {
            client.endpointOverride(key.endpoint());
        }
        return client.build();
    }

    private AwsCredentialsProvider credentials(Key key) {
        SnsIntegration.Keys keys = key.access().keysOrNull();
        String profile = key.access().profile();
        AwsCredentialsProvider own = keys != null
                ? StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        keys.accessKey(), keys.secretKey().value()))
                : profile.isEmpty() ? defaultCredentials : ProfileCredentialsProvider.create(profile);
        Role role = key.access().role();
        return role.arn().isEmpty() ? own : assumed(role, key, own);
    }

    private AwsCredentialsProvider assumed(Role role, Key key, AwsCredentialsProvider own) {
        URI address = URI.create("https://sts." + key.region() + ".amazonaws.com");
        StsClient sts = StsClient.builder()
                .region(Region.of(key.region()))
                .httpClient(http.of(key.access().http().way(), address))
                .credentialsProvider(own)
                .build();
        return StsAssumeRoleCredentialsProvider.builder()
                .stsClient(sts)
                .refreshRequest(request -> request.roleArn(role.arn())
                        .roleSessionName(SESSION)
                        .externalId(role.externalId().isEmpty() ? null : role.externalId()))
                .build();
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
