package com.kaldrix.monitoring.anomaly.correlate;

import com.kaldrix.monitoring.anomaly.follow.Following;
import com.kaldrix.monitoring.anomaly.follow.Readings;
import com.kaldrix.monitoring.anomaly.stream.FindingsSink;
import com.kaldrix.monitoring.common.work.Bell;
import com.kaldrix.monitoring.common.work.Worker;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionOperations;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CorrelationProperties.class)
class CorrelationConfiguration {
    @Bean
    Correlation.Shop correlationShop(
            Readings readings,
            Components components,
            FindingsSink sink,
            TransactionOperations transactions,
            Clock clock) {
        return new Correlation.Shop(readings, components, sink, transactions, clock);
    }

    /** Only where metrics come in. */
    @Bean
    @ConditionalOnExpression("!'${kaldrix.intake.queue:}'.isBlank()")
    Worker correlation(Correlation.Shop shop, CorrelationProperties properties, Following following) {
        return new Worker(new Correlation(shop, properties, following.mostPerComponent()), new Bell());
    }
}
