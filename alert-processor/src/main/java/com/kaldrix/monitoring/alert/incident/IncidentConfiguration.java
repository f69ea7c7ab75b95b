package com.kaldrix.monitoring.alert.incident;

import com.kaldrix.monitoring.alert.incident.IncidentEngine.EngineContext;
import com.kaldrix.monitoring.common.work.Bell;
import com.kaldrix.monitoring.common.work.Worker;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionOperations;

/** Three incidents are dealt with at once: each is a transaction of some milliseconds, most of them spent waiting. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IncidentProperties.class)
class IncidentConfiguration {
    @Bean
    EngineContext engineContext(TransactionOperations transactions, Clock clock, IncidentProperties properties) {
        return new EngineContext(transactions, clock, properties.pollInterval());
    }

    /** What looks after incidents; an instance with {@code kaldrix.workers=false} leaves it to others. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "kaldrix.workers", havingValue = "true", matchIfMissing = true)
    static class Workers {
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

        @Bean
        Worker personalPageWorker(PersonalPageWork work) {
            return new Worker(work, new Bell());
        }
    }
}
