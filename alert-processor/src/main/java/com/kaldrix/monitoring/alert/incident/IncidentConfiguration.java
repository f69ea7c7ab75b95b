package com.kaldrix.monitoring.alert.incident;

import com.kaldrix.monitoring.alert.work.Bell;
import com.kaldrix.monitoring.alert.work.Worker;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Three incidents are dealt with at once: each is a transaction of some milliseconds, most of them spent waiting. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "kaldrix.workers", havingValue = "true", matchIfMissing = true)
class IncidentConfiguration {
    @Bean
    Worker firstIncidentWorker(IncidentEngine engine, Bell incidentBell) {
        return new Worker(engine, incidentBell);
    }

    @Bean
    Worker secondIncidentWorker(IncidentEngine engine, Bell incidentBell) {
        return new Worker(engine, incidentBell);
    }

    @Bean
    Worker thirdIncidentWorker(IncidentEngine engine, Bell incidentBell) {
        return new Worker(engine, incidentBell);
    }
}
