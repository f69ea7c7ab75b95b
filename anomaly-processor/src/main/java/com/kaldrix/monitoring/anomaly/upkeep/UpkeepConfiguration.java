package com.kaldrix.monitoring.anomaly.upkeep;

import com.kaldrix.monitoring.common.work.Bell;
import com.kaldrix.monitoring.common.work.Worker;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class UpkeepConfiguration {
    /** Only where metrics come in: nothing grows elsewhere. */
    @Bean
    @ConditionalOnExpression("!'${kaldrix.intake.queue:}'.isBlank()")
    Worker upkeep(List<Upkeep> all, Clock clock) {
        return new Worker(new UpkeepWork(all, clock), new Bell());
    }
}
