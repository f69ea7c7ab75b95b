package com.kaldrix.monitoring.alert.silence;

import com.kaldrix.monitoring.common.work.Bell;
import com.kaldrix.monitoring.common.work.Worker;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SilenceProperties.class)
class SilenceConfiguration {
    @Bean
    @ConditionalOnProperty(name = "kaldrix.workers", havingValue = "true", matchIfMissing = true)
    Worker silenceWorker(SilenceReminders reminders) {
        return new Worker(reminders, new Bell());
    }
}
