package com.kaldrix.monitoring.alert.notify.aws;

import com.kaldrix.monitoring.alert.notify.http.HttpPoster;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

@Configuration(proxyBeanMethods = false)
class AwsCallConfiguration {
    @Bean
    AwsPoster awsPoster(HttpPoster poster, ObjectProvider<AwsCredentialsProvider> credentials) {
        return new AwsPoster(
                poster,
                credentials.getIfUnique(
                        () -> DefaultCredentialsProvider.builder().build()));
    }
}
