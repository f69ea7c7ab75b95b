package com.kaldrix.monitoring.anomaly.respond;

import com.kaldrix.monitoring.common.aws.AwsClients;
import com.kaldrix.monitoring.common.aws.AwsProperties;
import com.kaldrix.monitoring.common.region.Region;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;

/** Pushes metrics where that is asked for. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "kaldrix.cloudwatch.enabled", havingValue = "true")
@EnableConfigurationProperties(CloudWatchProperties.class)
class CloudWatchConfiguration {
    @Bean(destroyMethod = "close")
    CloudWatchClient cloudWatch(SdkHttpClient http, AwsProperties properties, Region region) {
        return AwsClients.in(region, CloudWatchClient.builder(), http, properties)
                .build();
    }

    @Bean
    CloudWatchPush cloudWatchPush(
            CloudWatchClient client, Counts counts, CloudWatchProperties properties, Clock clock) {
        return new CloudWatchPush(client, counts, properties.namespace(), clock);
    }
}
