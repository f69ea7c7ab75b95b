package com.kaldrix.monitoring.alert.coverage;

import com.kaldrix.monitoring.common.work.Bell;
import com.kaldrix.monitoring.common.work.Worker;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "kaldrix.workers", havingValue = "true", matchIfMissing = true)
class CoverageConfiguration {
    @Bean
    Worker coverageWorker(CoverageWatch watch) {
        return new Worker(watch, new Bell());
    }
}
