package com.kaldrix.monitoring.alert.change;

import com.kaldrix.monitoring.common.work.Bell;
import com.kaldrix.monitoring.common.work.Worker;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ChangeProperties.class)
class ChangeConfiguration {
    /** What forgets; an instance with {@code kaldrix.workers=false} leaves it to others. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "kaldrix.workers", havingValue = "true", matchIfMissing = true)
    static class Workers {
        @Bean
        Worker changeForgettingWorker(ChangeForgetting work) {
            return new Worker(work, new Bell());
        }
    }
}
