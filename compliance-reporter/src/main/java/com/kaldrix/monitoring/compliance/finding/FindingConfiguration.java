package com.kaldrix.monitoring.compliance.finding;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ComponentProperties.class)
class FindingConfiguration {
    @Bean
    Components components(ComponentProperties properties) {
        return new ComponentRules(properties.components());
    }
}
