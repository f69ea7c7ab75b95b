package com.kaldrix.monitoring.anomaly.weekly;

import com.kaldrix.monitoring.anomaly.follow.Following;
import com.kaldrix.monitoring.anomaly.follow.Readings;
import com.kaldrix.monitoring.common.outbox.Outbox;
import com.kaldrix.monitoring.common.region.Region;
import com.kaldrix.monitoring.common.work.Bell;
import com.kaldrix.monitoring.common.work.Worker;
import java.net.URI;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionOperations;

@Configuration(proxyBeanMethods = false)
class WeeklyConfiguration {
    @Bean
    WeeklyWork.Shop weeklyShop(
            Notes notes,
            Outbox outbox,
            TransactionOperations transactions,
            Clock clock,
            Region region,
            @Value("${kaldrix.external-url:http://localhost:8082}") URI address) {
        return new WeeklyWork.Shop(notes, outbox, transactions, clock, region, address);
    }

    /** Only where metrics come in. */
    @Bean
    @ConditionalOnExpression("!'${kaldrix.intake.queue:}'.isBlank()")
    Worker weekly(WeeklyWork.Shop shop, Readings readings, Following following) {
        return new Worker(new WeeklyWork(shop, new Review(readings, following)), new Bell());
    }
}
