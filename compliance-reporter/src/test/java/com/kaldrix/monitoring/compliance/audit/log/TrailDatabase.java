package com.kaldrix.monitoring.compliance.audit.log;

import com.kaldrix.monitoring.common.postgres.TestDatabases;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A database that was migrated by one role and is used by another, as the service does. */
final class TrailDatabase implements AutoCloseable {
    static final String ROLE = "kaldrix_compliance";

    final HikariDataSource owner = TestDatabases.fresh();
    final HikariDataSource service;
    final JdbcTrail trail;
    final JdbcClient jdbc;
    final TransactionTemplate transactions;

    TrailDatabase() {
        new JdbcTemplate(owner).execute("""
                do $$ begin create role kaldrix_compliance login; exception when duplicate_object then null; end $$
                """);
        Flyway.configure()
                .dataSource(owner)
                .placeholders(Map.of("service_role", ROLE))
                .load()
                .migrate();
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(owner.getJdbcUrl().replaceAll("user=[^&]*", "user=" + ROLE));
        config.setMaximumPoolSize(4);
        config.setMinimumIdle(0);
        service = new HikariDataSource(config);
        jdbc = JdbcClient.create(service);
        transactions = new TransactionTemplate(new JdbcTransactionManager(service));
        trail = new JdbcTrail(jdbc, new JdbcTemplate(service), transactions);
    }

    @Override
    public void close() {
        service.close();
        owner.close();
    }
}
