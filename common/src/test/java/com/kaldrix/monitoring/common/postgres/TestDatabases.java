package com.kaldrix.monitoring.common.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Databases of their own for tests, on one PostgreSQL server that starts with the first and ends with the process. */
public final class TestDatabases {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static @Nullable EmbeddedPostgres server;

    private TestDatabases() {}

    /** A pool of connections to a new, empty database; the caller closes it. */
    public static HikariDataSource fresh() {
        String name = "test_" + COUNT.incrementAndGet();
        new JdbcTemplate(server().getPostgresDatabase()).execute("create database " + name);
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(server().getJdbcUrl("postgres", name));
        config.setMaximumPoolSize(6);
        config.setMinimumIdle(0);
        return new HikariDataSource(config);
    }

    private static synchronized EmbeddedPostgres server() {
        try {
            EmbeddedPostgres running = server;
            if (running == null) {
                running = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("max_connections", "100")
                        .start();
                server = running;
            }
            return running;
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot start PostgreSQL for the tests", failure);
        }
    }
}
