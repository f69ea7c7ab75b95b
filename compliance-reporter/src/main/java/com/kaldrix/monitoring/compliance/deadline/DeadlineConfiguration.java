package com.kaldrix.monitoring.compliance.deadline;

import com.kaldrix.monitoring.common.work.Bell;
import com.kaldrix.monitoring.common.work.Work;
import com.kaldrix.monitoring.common.work.Worker;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DeadlineConfiguration {
    private static final Duration EVERY = Duration.ofSeconds(30);

    @Bean
    @ConditionalOnProperty(name = "kaldrix.workers", havingValue = "true", matchIfMissing = true)
    Worker deadlineWorker(DeadlineWatch watch, Clock clock) {
        return new Worker(
                new Work() {
                    @Override
                    public String name() {
                        return "deadlines";
                    }

                    @Override
                    public Duration run(Wake wake) {
                        watch.look(clock.instant());
                        return EVERY;
                    }
                },
                new Bell());
    }
}
