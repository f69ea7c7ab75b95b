package com.kaldrix.monitoring.compliance.mapping;

import com.kaldrix.monitoring.compliance.framework.Catalogue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class MappingConfiguration {
    @Bean
    SecurityHubControls securityHubControls() {
        return SecurityHubControls.shipped();
    }

    @Bean
    Mapper mapper(Catalogue catalogue, SecurityHubControls controls) {
        return new Mapper(catalogue, controls);
    }

    @Bean
    ControlNames controlNames(SecurityHubControls controls) {
        return new ControlNames(controls);
    }
}
