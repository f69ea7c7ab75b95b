package com.kaldrix.monitoring.compliance.score;

import com.kaldrix.monitoring.compliance.framework.Catalogue;
import com.kaldrix.monitoring.compliance.mapping.Mapper;
import com.kaldrix.monitoring.compliance.mapping.SecurityHubControls;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ScoreConfiguration {
    @Bean
    Assessment assessment(Catalogue catalogue, Mapper mapper, SecurityHubControls controls) {
        return new Assessment(catalogue, mapper, controls);
    }
}
