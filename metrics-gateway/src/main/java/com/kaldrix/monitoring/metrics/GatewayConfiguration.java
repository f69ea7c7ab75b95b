package com.kaldrix.monitoring.metrics;

import com.kaldrix.monitoring.common.region.Region;
import com.kaldrix.monitoring.metrics.identity.Identity;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Puts the features together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(GatewayProperties.class)
@EnableScheduling
class GatewayConfiguration {
    @Bean
    Identity identity(GatewayProperties properties) {
        return new Identity(
                new Region(properties.region()),
                properties.environment(),
                properties.replica().ordinal(),
                properties.replica().count(),
                properties.hub());
    }
}
