package com.kaldrix.monitoring.metrics.forward.remotewrite;

import com.kaldrix.monitoring.metrics.forward.remotewrite.HttpEndpoint.Proof;
import com.kaldrix.monitoring.metrics.forward.remotewrite.RemoteWriteTarget.SigV4;
import com.kaldrix.monitoring.metrics.http.Authorization;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/** Makes what proves to a target who we are. */
final class Proofs {
    /** The name under which requests to Amazon Managed Service for Prometheus are signed. */
    private static final String SERVICE = "aps";

    private static final String SESSION = "kaldrix-metrics-gateway";
    /** What the client of HTTP sets by itself. */
    private static final Set<String> NOT_OURS = Set.of("host", "content-length", "connection");

    private Proofs() {}

    static Proof of(RemoteWriteTarget target) {
        @Nullable SigV4 sigV4 = target.sigV4();
        if (sigV4 != null) {
            return new Signing(target.headers(), credentials(sigV4), region(sigV4))::headers;
        }
        @Nullable Authorization authorization = target.access().authorization();
        return (url, own, body) -> {
            Map<String, String> headers = new HashMap<>(target.headers());
            if (authorization != null) {
                headers.put("Authorization", authorization.header().value());
            }
            return headers;
        };
    }

    private static Region region(SigV4 sigV4) {
        return sigV4.region().isEmpty() ? new DefaultAwsRegionProviderChain().getRegion() : Region.of(sigV4.region());
    }

    private static AwsCredentialsProvider credentials(SigV4 sigV4) {
        AwsCredentialsProvider own;
        if (!sigV4.accessKey().isEmpty()) {
            own = StaticCredentialsProvider.create(AwsBasicCredentials.create(sigV4.accessKey(), sigV4.secretKey()));
        } else if (!sigV4.profile().isEmpty()) {
            own = ProfileCredentialsProvider.create(sigV4.profile());
        } else {
            own = DefaultCredentialsProvider.builder().build();
        }
        if (sigV4.roleArn().isEmpty()) {
            return own;
        }
        return StsAssumeRoleCredentialsProvider.builder()
                .stsClient(StsClient.builder()
                        .credentialsProvider(own)
                        .region(region(sigV4))
                        .build())
                .refreshRequest(request -> request.roleArn(sigV4.roleArn()).roleSessionName(SESSION))
                .build();
    }

    /** Signs with Signature Version 4. */
    private record Signing(Map<String, String> more, AwsCredentialsProvider credentials, Region region) {
        Map<String, String> headers(java.net.URI url, Map<String, String> own, byte[] body) {
            SdkHttpRequest.Builder request = SdkHttpRequest.builder().uri(url).method(SdkHttpMethod.POST);
            own.forEach(request::putHeader);
            more.forEach(request::putHeader);
            SignedRequest signed = AwsV4HttpSigner.create()
                    .sign(sign -> sign.identity(credentials.resolveCredentials())
                            .request(request.build())
                            .payload(ContentStreamProvider.fromByteArray(body))
                            .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, SERVICE)
                            .putProperty(AwsV4HttpSigner.REGION_NAME, region.id()));
            Map<String, String> headers = new HashMap<>();
            signed.request().headers().forEach((name, values) -> {
                if (!NOT_OURS.contains(name.toLowerCase(Locale.ROOT))) {
                    headers.put(name, String.join(",", values));
                }
            });
            return headers;
        }
    }
}
