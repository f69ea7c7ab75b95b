package com.kaldrix.monitoring.alert.window;

import com.kaldrix.monitoring.alert.window.WindowReminders.WindowContext;
import com.kaldrix.monitoring.common.work.Bell;
import com.kaldrix.monitoring.common.work.Worker;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionOperations;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WindowProperties.class)
class WindowConfiguration {
    @Bean
    WindowContext windowContext(TransactionOperations transactions, Clock clock, WindowProperties properties) {
        return new WindowContext(transactions, clock, properties);
    }

    @Bean
    @ConditionalOnProperty(name = "kaldrix.workers", havingValue = "true", matchIfMissing = true)
    Worker windowWorker(WindowReminders reminders) {
        return new Worker(reminders, new Bell());
    }
}
