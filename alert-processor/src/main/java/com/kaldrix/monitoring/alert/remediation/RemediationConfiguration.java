package com.kaldrix.monitoring.alert.remediation;

import com.kaldrix.monitoring.alert.remediation.RemediationDesk.DeskContext;
import com.kaldrix.monitoring.alert.remediation.RemediationWork.WorkContext;
import com.kaldrix.monitoring.common.work.Bell;
import com.kaldrix.monitoring.common.work.Worker;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionOperations;

/** Two are dealt with at once, so that one that takes its time does not hold up another. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RemediationProperties.class)
class RemediationConfiguration {
    /** Rings when something may be carried out. */
    @Bean
    Bell remediationBell() {
        return new Bell();
    }

    @Bean
    DeskContext remediationDeskContext(Clock clock, Bell remediationBell) {
        return new DeskContext(clock, remediationBell);
    }

    @Bean
    WorkContext remediationWorkContext(
            TransactionOperations transactions, Clock clock, RemediationProperties properties) {
        return new WorkContext(transactions, clock, properties);
    }

    /** What carries out; an instance with {@code kaldrix.workers=false} leaves it to others. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "kaldrix.workers", havingValue = "true", matchIfMissing = true)
    static class Workers {
        @Bean
        Worker firstRemediationWorker(RemediationWork work, Bell remediationBell) {
            return new Worker(work, remediationBell);
        }

        @Bean
        Worker secondRemediationWorker(RemediationWork work, Bell remediationBell) {
            return new Worker(work, remediationBell);
        }

        @Bean
        Worker remediationRetentionWorker(RemediationRetention retention) {
            return new Worker(retention, new Bell());
        }
    }
}
