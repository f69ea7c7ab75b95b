package com.kaldrix.monitoring.compliance.framework;

import java.nio.file.Path;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FrameworkProperties.class)
class FrameworkConfiguration {
    @Bean
    Catalogue catalogue(FrameworkProperties properties) {
        return properties.directory().isBlank()
                ? Frameworks.shipped()
                : Frameworks.with(Path.of(properties.directory()));
    }
}
