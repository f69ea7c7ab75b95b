package com.kaldrix.monitoring.compliance.breach;

import com.kaldrix.monitoring.common.work.Bell;
import com.kaldrix.monitoring.common.work.Work;
import com.kaldrix.monitoring.common.work.Worker;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BreachProperties.class)
class BreachConfiguration {
    private static final Duration EVERY = Duration.ofMinutes(1);

    @Bean
    @ConditionalOnProperty(name = "kaldrix.workers", havingValue = "true", matchIfMissing = true)
    Worker breachWorker(SuspectedBreaches suspected, Bell findingBell, Clock clock) {
        return new Worker(
                new Work() {
                    @Override
                    public String name() {
                        return "breaches";
                    }

                    @Override
                    public Duration run(Wake wake) {
                        suspected.look(clock.instant());
                        return EVERY;
                    }
                },
                findingBell);
    }
}
