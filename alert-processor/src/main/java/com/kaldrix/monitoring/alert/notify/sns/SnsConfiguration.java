package com.kaldrix.monitoring.alert.notify.sns;

import com.kaldrix.monitoring.alert.notify.Channel;
import com.kaldrix.monitoring.alert.receiver.SnsIntegration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SnsProperties.class)
class SnsConfiguration {
    @Bean(destroyMethod = "close")
    SnsClients snsClients(SnsProperties properties, ObjectProvider<AwsCredentialsProvider> credentials) {
        return new SnsClients(
                properties.endpoint(),
                credentials.getIfUnique(
                        () -> DefaultCredentialsProvider.builder().build()));
    }

    @Bean
    Channel<SnsIntegration> snsChannel(SnsClients clients) {
        return new SnsChannel(clients);
    }
}
