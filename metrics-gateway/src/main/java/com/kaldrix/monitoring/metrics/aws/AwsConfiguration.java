package com.kaldrix.monitoring.metrics.aws;

import com.kaldrix.monitoring.metrics.identity.Identity;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Clients are made when somebody needs them: a gateway that uses nothing of AWS loads nothing of it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AwsProperties.class)
class AwsConfiguration {
    /** Long enough for a long poll of 20 s. */
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(30);

    @Bean(destroyMethod = "close")
    @Lazy
    SdkHttpClient awsHttp() {
        return Apache5HttpClient.builder()
                .maxConnections(50)
                .connectionTimeout(Duration.ofSeconds(3))
                .socketTimeout(LONGEST_ANSWER)
                .build();
    }

    @Bean
    @Lazy
    Queues queues(SdkHttpClient http, AwsProperties properties) {
        return region ->
                configure(SqsClient.builder(), http, properties, region.code()).build();
    }

    @Bean(destroyMethod = "close")
    @Lazy
    SnsClient sns(SdkHttpClient http, AwsProperties properties, Identity identity) {
        return configure(
                        SnsClient.builder(), http, properties, identity.region().code())
                .build();
    }

    @Bean(destroyMethod = "close")
    @Lazy
    CloudWatchClient cloudWatch(SdkHttpClient http, AwsProperties properties, Identity identity) {
        return configure(
                        CloudWatchClient.builder(),
                        http,
                        properties,
                        identity.region().code())
                .build();
    }

    @Bean(destroyMethod = "close")
    @Lazy
    S3Client s3(SdkHttpClient http, AwsProperties properties, Identity identity) {
        return configure(S3Client.builder(), http, properties, identity.region().code())
                .forcePathStyle(properties.pathStyle())
                .build();
    }

    private static <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B configure(
            B builder, SdkHttpClient http, AwsProperties properties, String region) {
        builder.httpClient(http)
                .region(software.amazon.awssdk.regions.Region.of(region))
                .overrideConfiguration(override -> override.retryStrategy(RetryMode.STANDARD));
        properties.endpoint().ifPresent(builder::endpointOverride);
        return builder;
    }
}
