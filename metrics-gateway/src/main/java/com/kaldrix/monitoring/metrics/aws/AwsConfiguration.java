package com.kaldrix.monitoring.metrics.aws;

import com.kaldrix.monitoring.common.aws.AwsClients;
import com.kaldrix.monitoring.common.aws.AwsProperties;
import com.kaldrix.monitoring.common.aws.Queues;
import com.kaldrix.monitoring.metrics.identity.Identity;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Clients are made when somebody needs them: a gateway that uses nothing of AWS loads nothing of it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AwsProperties.class)
class AwsConfiguration {
    private static final int CONNECTIONS = 50;

    @Bean(destroyMethod = "close")
    @Lazy
    SdkHttpClient awsHttp() {
        return AwsClients.http(CONNECTIONS);
    }

    @Bean
    @Lazy
    Queues queues(SdkHttpClient http, AwsProperties properties) {
        return region ->
                AwsClients.in(region, SqsClient.builder(), http, properties).build();
    }

    @Bean(destroyMethod = "close")
    @Lazy
    SnsClient sns(SdkHttpClient http, AwsProperties properties, Identity identity) {
        return AwsClients.in(identity.region(), SnsClient.builder(), http, properties)
                .build();
    }

    @Bean(destroyMethod = "close")
    @Lazy
    CloudWatchClient cloudWatch(SdkHttpClient http, AwsProperties properties, Identity identity) {
        return AwsClients.in(identity.region(), CloudWatchClient.builder(), http, properties)
                .build();
    }

    @Bean(destroyMethod = "close")
    @Lazy
    S3Client s3(SdkHttpClient http, AwsProperties properties, Identity identity) {
        return AwsClients.in(identity.region(), S3Client.builder(), http, properties)
                .forcePathStyle(properties.pathStyle())
                .build();
    }
}
