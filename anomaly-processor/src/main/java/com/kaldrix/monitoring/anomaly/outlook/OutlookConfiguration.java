package com.kaldrix.monitoring.anomaly.outlook;

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
@EnableConfigurationProperties(ForecastProperties.class)
class OutlookConfiguration {
    @Bean
    OutlookWork.Shop outlookShop(
            Readings readings, Outlooks outlooks, FindingsSink sink, TransactionOperations transactions, Clock clock) {
        return new OutlookWork.Shop(readings, outlooks, sink, transactions, clock);
    }

    /** Only where metrics come in. */
    @Bean
    @ConditionalOnExpression("!'${kaldrix.intake.queue:}'.isBlank()")
    Worker forecasts(OutlookWork.Shop shop, ForecastProperties properties) {
        return new Worker(new OutlookWork(shop, properties), new Bell());
    }
}
