package com.kaldrix.monitoring.alert.aws;

import com.kaldrix.monitoring.common.aws.AwsClients;
import com.kaldrix.monitoring.common.aws.AwsProperties;
import com.kaldrix.monitoring.common.aws.Queues;
import com.kaldrix.monitoring.common.region.Region;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AwsProperties.class)
class AwsConfiguration {
    private static final int CONNECTIONS = 100;

    @Bean(destroyMethod = "close")
    SdkHttpClient awsHttp() {
        return AwsClients.http(CONNECTIONS);
    }

    @Bean
    Queues queues(SdkHttpClient http, AwsProperties properties) {
        return region ->
                AwsClients.in(region, SqsClient.builder(), http, properties).build();
    }

    @Bean(destroyMethod = "close")
    SnsClient sns(SdkHttpClient http, AwsProperties properties, Region region) {
        return AwsClients.in(region, SnsClient.builder(), http, properties).build();
    }
}
