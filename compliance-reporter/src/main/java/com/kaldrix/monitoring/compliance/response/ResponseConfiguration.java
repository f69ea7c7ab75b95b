package com.kaldrix.monitoring.compliance.response;

import com.kaldrix.monitoring.compliance.own.OwnFindings;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ResponseProperties.class)
class ResponseConfiguration {
    @Bean
    OwnFindings ownFindings(ResponseProperties properties) {
        return new OwnFindings(properties.account());
    }
}
