package com.kaldrix.monitoring.alert.global;

import com.kaldrix.monitoring.alert.global.SilenceWatch.Surroundings;
import com.kaldrix.monitoring.alert.notify.PublicAddress;
import com.kaldrix.monitoring.common.aws.AwsProperties;
import com.kaldrix.monitoring.common.aws.Queues;
import com.kaldrix.monitoring.common.objects.ObjectLocation;
import com.kaldrix.monitoring.common.objects.Objects;
import com.kaldrix.monitoring.common.objects.OpenObjects;
import com.kaldrix.monitoring.common.objects.S3Options;
import com.kaldrix.monitoring.common.queue.Queue;
import com.kaldrix.monitoring.common.queue.QueueName;
import com.kaldrix.monitoring.common.region.Region;
import com.kaldrix.monitoring.common.work.Bell;
import com.kaldrix.monitoring.common.work.Worker;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(GlobalProperties.class)
class GlobalConfiguration {
    @Bean
    Surroundings silenceSurroundings(
            GlobalProperties properties, PublicAddress address, TransactionOperations transactions, Clock clock) {
        return new Surroundings(properties, address, transactions, clock);
    }

    /** Where hubs agree. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnExpression("!'${kaldrix.global.claims:}'.isBlank()")
    static class Shared {
        @Bean(destroyMethod = "close")
        Objects claimObjects(GlobalProperties properties, Region region, AwsProperties aws) {
            String where = properties.claimsRegion().isBlank() ? region.code() : properties.claimsRegion();
            return OpenObjects.at(
                    ObjectLocation.parse(properties.claims()), new S3Options(where, aws.endpointOrNull(), null));
        }

        @Bean
        Claims claims(Objects claimObjects, GlobalProperties properties) {
            return new ObjectClaims(claimObjects, properties.patience(), properties.silentAfter());
        }
    }

    /** There is one hub for certain: all is its own. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnExpression("'${kaldrix.global.claims:}'.isBlank()")
    static class Alone {
        @Bean
        Claims claims() {
            return new Claims() {
                @Override
                public Answer claim(Region silent, Instant since, Region hub, Instant now) {
                    return new Mine(since);
                }

                @Override
                public boolean told(Region silent, Instant since, Region hub, Instant now) {
                    return true;
                }
            };
        }
    }

    /** What listens and speaks; an instance with {@code kaldrix.workers=false} leaves it to others. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "kaldrix.workers", havingValue = "true", matchIfMissing = true)
    static class Workers {
        @Bean
        @ConditionalOnExpression("!'${kaldrix.topics.events:}'.isBlank()")
        Worker pulseWorker(Pulse pulse) {
            return new Worker(pulse, new Bell());
        }

        @Bean
        Worker globalUpkeepWorker(GlobalUpkeep upkeep) {
            return new Worker(upkeep, new Bell());
        }

        @Bean
        Worker silentRegionsWorker(SilenceWatch watch) {
            return new Worker(watch, new Bell());
        }

        @Bean
        @ConditionalOnExpression("!'${kaldrix.global.queue:}'.isBlank()")
        Worker globalWorker(
                GlobalProperties properties,
                Queues queues,
                GlobalView view,
                Ear ear,
                MeterRegistry meters,
                JdbcClient jdbc) {
            QueueName name = properties.queueName().orElseThrow();
            Queue queue = Queue.open(queues.in(name.region()), name);
            return new Worker(
                    new GlobalLoop(new GlobalConsumer(queue, view, ear, meters), () -> isThere(jdbc)), new Bell());
        }

        private static boolean isThere(JdbcClient jdbc) {
            try {
                return jdbc.sql("select 1").query(Integer.class).single() == 1;
            } catch (DataAccessException e) {
                return false;
            }
        }
    }
}
