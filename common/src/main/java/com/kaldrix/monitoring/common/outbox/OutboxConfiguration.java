package com.kaldrix.monitoring.common.outbox;

import com.kaldrix.monitoring.common.time.TimeConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;
import software.amazon.awssdk.services.sns.SnsClient;
import tools.jackson.databind.json.JsonMapper;

/** Gives every service with a database an {@link Outbox} and publishes it. */
@AutoConfiguration(
        after = {
            TimeConfiguration.class,
            JacksonAutoConfiguration.class,
            JdbcTemplateAutoConfiguration.class,
            TransactionAutoConfiguration.class,
            CompositeMeterRegistryAutoConfiguration.class
        },
        afterName = "io.awspring.cloud.autoconfigure.sns.SnsAutoConfiguration")
@ConditionalOnBean({DataSource.class, JdbcTemplate.class})
@EnableConfigurationProperties({OutboxProperties.class, TopicProperties.class})
public class OutboxConfiguration {
    @Bean
    OutboxSignal outboxSignal() {
        return new OutboxSignal();
    }

    @Bean
    @ConditionalOnMissingBean
    Outbox outbox(JdbcTemplate jdbc, JsonMapper json, Clock clock, OutboxSignal signal) {
        return new JdbcOutbox(jdbc, json, clock, signal);
    }

    /** What sends; a process with {@code kaldrix.outbox.enabled=false} leaves it to others. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "kaldrix.outbox.enabled", havingValue = "true", matchIfMissing = true)
    static class Publishing {
        @Bean
        @ConditionalOnMissingBean
        TopicPublisher topicPublisher(SnsClient sns, TopicProperties topics) {
            return new SnsTopicPublisher(sns, topics);
        }

        @Bean
        OutboxRows outboxRows(JdbcTemplate jdbc, JsonMapper json) {
            return new OutboxRows(jdbc, json);
        }

        @Bean
        OutboxMetrics outboxMetrics(MeterRegistry registry, Clock clock) {
            return new OutboxMetrics(registry, clock);
        }

        @Bean
        OutboxPublisher outboxPublisher(
                OutboxRows rows,
                TopicPublisher topics,
                TransactionOperations transactions,
                OutboxMetrics metrics,
                Clock clock) {
            return new OutboxPublisher(rows, topics, transactions, new Backoff(new SecureRandom()), metrics, clock);
        }

        @Bean
        OutboxLoop outboxLoop(
                OutboxPublisher publisher,
                OutboxRows rows,
                OutboxMetrics metrics,
                OutboxSignal signal,
                OutboxProperties properties) {
            return new OutboxLoop(publisher, rows, metrics, signal, properties);
        }
    }
}
