package com.kaldrix.monitoring.compliance.drift;

import com.kaldrix.monitoring.common.work.Bell;
import com.kaldrix.monitoring.common.work.Worker;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DriftConfiguration {
    /** Rings when findings have become others. */
    @Bean
    Bell findingBell() {
        return new Bell();
    }

    @Bean
    @ConditionalOnProperty(name = "kaldrix.workers", havingValue = "true", matchIfMissing = true)
    Worker driftWorker(DriftWatch watch, Bell findingBell, Clock clock) {
        return new Worker(new DriftWork(watch, clock), findingBell);
    }
}
