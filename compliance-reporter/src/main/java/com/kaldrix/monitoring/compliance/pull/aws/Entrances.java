package com.kaldrix.monitoring.compliance.pull.aws;

import com.kaldrix.monitoring.common.aws.AwsClients;
import com.kaldrix.monitoring.common.aws.AwsProperties;
import com.kaldrix.monitoring.common.region.Region;
import com.kaldrix.monitoring.compliance.pull.Access;
import com.kaldrix.monitoring.compliance.pull.Target;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/** Enters accounts: by a role of each, with credentials that are renewed by themselves, or by the service's own. Safe for several threads. */
final class Entrances implements AutoCloseable {
    private static final String SESSION = "kaldrix-compliance-reporter";

    private final Access access;
    private final SdkHttpClient http;
    private final AwsProperties aws;
    private final Clock clock;
    private final StsClient sts;
    private final AwsCredentialsProvider own =
            DefaultCredentialsProvider.builder().build();
    private final Map<String, AwsCredentialsProvider> entered = new ConcurrentHashMap<>();
    private final Map<String, Asked> asked = new ConcurrentHashMap<>();

    /** @param home where roles are asked for */
    Entrances(Access access, SdkHttpClient http, AwsProperties aws, Region home, Clock clock) {
        this.access = access;
        this.http = http;
        this.aws = aws;
        this.clock = clock;
        this.sts = AwsClients.in(home, StsClient.builder(), http, aws).build();
    }

    /** A service of a target; the same one each time, so that all looks keep to the same limits. */
    Asked ask(Target target, AwsApi.Service service) {
        return asked.computeIfAbsent(
                target + " " + service.name(),
                key -> new Asked(
                        new AwsApi(
                                service,
                                new AwsApi.Connection(
                                        target.region().code(),
                                        address(service, target.region()),
                                        http,
                                        entered.computeIfAbsent(target.account(), this::enter),
                                        clock)),
                        access.calls(),
                        key));
    }

    private URI address(AwsApi.Service service, Region region) {
        String suffix = PartitionMetadata.of(software.amazon.awssdk.regions.Region.of(region.code()))
                .dnsSuffix();
        return aws.endpoint()
                .orElseGet(() -> URI.create("https://" + service.name() + "." + region.code() + "." + suffix));
    }

    private AwsCredentialsProvider enter(String account) {
        Access.Role role = access.roles().getOrDefault(account, Access.Role.OWN);
        if (role.arn().isEmpty()) {
            return own;
        }
        return StsAssumeRoleCredentialsProvider.builder()
                .stsClient(sts)
                .refreshRequest(request -> {
                    request.roleArn(role.arn()).roleSessionName(SESSION);
                    if (!role.externalId().isEmpty()) {
                        request.externalId(role.externalId());
                    }
                })
                .build();
    }

    @Override
    public void close() {
        entered.values().forEach(provider -> {
            if (provider instanceof StsAssumeRoleCredentialsProvider assumed) {
                assumed.close();
            }
        });
        sts.close();
    }
}
