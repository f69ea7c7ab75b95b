package com.kaldrix.monitoring.metrics;

import com.kaldrix.monitoring.common.region.Region;
import com.kaldrix.monitoring.metrics.identity.Identity;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the features together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(GatewayProperties.class)
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
