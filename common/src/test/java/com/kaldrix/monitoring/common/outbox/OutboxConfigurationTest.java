package com.kaldrix.monitoring.common.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.kaldrix.monitoring.common.id.Ids;
import com.kaldrix.monitoring.common.postgres.TestDatabases;
import com.kaldrix.monitoring.common.time.TimeConfiguration;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.transaction.support.TransactionOperations;

class OutboxConfigurationTest {
    private final FakeTopics topics = new FakeTopics();
    private final ApplicationContextRunner service = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    TimeConfiguration.class,
                    JacksonAutoConfiguration.class,
                    DataSourceTransactionManagerAutoConfiguration.class,
                    TransactionAutoConfiguration.class,
                    JdbcTemplateAutoConfiguration.class,
                    OutboxConfiguration.class))
            .withBean(MeterRegistry.class, SimpleMeterRegistry::new);

    @Test
    void publishesInAServiceWithADatabase() {
        try (HikariDataSource database = TestDatabases.fresh()) {
            new ResourceDatabasePopulator(new ClassPathResource("kaldrix/outbox.sql")).execute(database);
            service.withBean(DataSource.class, () -> database)
                    .withBean(TopicPublisher.class, () -> topics)
                    .withPropertyValues("kaldrix.outbox.poll=1h")
                    .run(context -> {
                        OutboxMessage message = new OutboxMessage(Ids.next(), "events", "t.v1", "{}", Map.of());
                        context.getBean(TransactionOperations.class)
                                .executeWithoutResult(
                                        status -> context.getBean(Outbox.class).append(message));
                        await().atMost(Duration.ofSeconds(10))
                                .untilAsserted(() -> assertThat(topics.taken()).containsExactly(message));
                    });
        }
    }

    @Test
    void keepsOutOfAServiceWithoutADatabase() {
        service.run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(Outbox.class));
    }

    @Test
    void leavesPublishingToOthersWhenToldTo() {
        try (HikariDataSource database = TestDatabases.fresh()) {
            service.withBean(DataSource.class, () -> database)
                    .withPropertyValues("kaldrix.outbox.enabled=false")
                    .run(context ->
                            assertThat(context).hasSingleBean(Outbox.class).doesNotHaveBean(OutboxPublisher.class));
        }
    }

    @Test
    void failsTheStartWithoutAWayToPublish() {
        try (HikariDataSource database = TestDatabases.fresh()) {
            service.withBean(DataSource.class, () -> database)
                    .run(context -> assertThat(context).hasFailed());
        }
    }

    @Test
    void namesAWrongProperty() {
        try (HikariDataSource database = TestDatabases.fresh()) {
            service.withBean(DataSource.class, () -> database)
                    .withBean(TopicPublisher.class, () -> topics)
                    .withPropertyValues("kaldrix.outbox.batch=0")
                    .run(context -> assertThat(context)
                            .getFailure()
                            .rootCause()
                            .hasMessageContaining("kaldrix.outbox.batch must be 1 to 1000"));
        }
    }
}
