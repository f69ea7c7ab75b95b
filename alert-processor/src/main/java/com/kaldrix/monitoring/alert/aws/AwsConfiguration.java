package com.kaldrix.monitoring.alert.aws;

import com.kaldrix.monitoring.common.region.Region;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AwsProperties.class)
class AwsConfiguration {
    /** Long enough for a long poll of 20 s. */
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(30);

    @Bean(destroyMethod = "close")
    SdkHttpClient awsHttp() {
        return Apache5HttpClient.builder()
                .maxConnections(100)
                .connectionTimeout(Duration.ofSeconds(3))
                .socketTimeout(LONGEST_ANSWER)
                .build();
    }

    @Bean
    Queues queues(SdkHttpClient http, AwsProperties properties) {
        return region ->
                configure(SqsClient.builder(), http, properties, region).build();
    }

    @Bean(destroyMethod = "close")
    SnsClient sns(SdkHttpClient http, AwsProperties properties, Region region) {
        return configure(SnsClient.builder(), http, properties, region).build();
    }

    private static <
                    B extends
                            AwsClientBuilder<B, ?>
                                    & software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder<B, ?>>
            B configure(B builder, SdkHttpClient http, AwsProperties properties, Region region) {
        builder.httpClient(http)
                .region(software.amazon.awssdk.regions.Region.of(region.code()))
                .overrideConfiguration(override -> override.retryStrategy(RetryMode.STANDARD));
        properties.endpoint().ifPresent(builder::endpointOverride);
        return builder;
    }
}
