package com.kaldrix.monitoring.anomaly.intake;

import com.kaldrix.monitoring.anomaly.journal.Journal;
import com.kaldrix.monitoring.anomaly.roster.Roster;
import com.kaldrix.monitoring.anomaly.shard.ShardWork;
import com.kaldrix.monitoring.anomaly.stream.FindingsSink;
import com.kaldrix.monitoring.anomaly.stream.ShardSeries;
import com.kaldrix.monitoring.anomaly.stream.Watch;
import com.kaldrix.monitoring.common.aws.Queues;
import com.kaldrix.monitoring.common.queue.Queue;
import com.kaldrix.monitoring.common.queue.QueueName;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionOperations;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IntakeProperties.class)
class IntakeConfiguration {
    @Bean
    IntakeMetrics queuesHealthIndicator(MeterRegistry meters) {
        return new IntakeMetrics(meters);
    }

    /** Only where there are queues: a process for files and questions alone works on no shard. */
    @Bean
    @ConditionalOnExpression("!'${kaldrix.intake.queue:}'.isBlank()")
    ShardWork.Start shardWork(Queues queues, ShardProcessor.Shop shop, Watch.Maker watches) {
        QueueName base = QueueName.parse(shop.properties().queue(), "kaldrix.intake.queue");
        return lease -> {
            QueueName name = new QueueName(base.region(), base.name() + "-" + lease.shard());
            return new ShardProcessor(
                    lease, Queue.open(queues.in(name.region()), name), shop, new ShardSeries(watches));
        };
    }

    @Bean
    ShardProcessor.Shop shop(
            Journal journal,
            TransactionOperations transactions,
            Roster roster,
            List<FindingsSink> sinks,
            IntakeProperties properties,
            IntakeMetrics metrics,
            Clock clock) {
        return new ShardProcessor.Shop(
                journal, transactions, roster, FindingsSink.all(sinks), properties, metrics, clock);
    }
}
