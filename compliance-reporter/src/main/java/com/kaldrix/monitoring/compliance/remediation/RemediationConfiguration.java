package com.kaldrix.monitoring.compliance.remediation;

import com.kaldrix.monitoring.common.work.Bell;
import com.kaldrix.monitoring.common.work.Worker;
import java.nio.file.Path;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RemediationProperties.class)
class RemediationConfiguration {
    @Bean
    Playbooks playbooks(RemediationProperties properties) {
        return properties.directory().isBlank() ? Playbooks.shipped() : Playbooks.with(Path.of(properties.directory()));
    }

    @Bean
    @ConditionalOnProperty(name = "kaldrix.workers", havingValue = "true", matchIfMissing = true)
    Worker remediationWorker(RemediationWork work, Bell findingBell) {
        return new Worker(work, findingBell);
    }
}
