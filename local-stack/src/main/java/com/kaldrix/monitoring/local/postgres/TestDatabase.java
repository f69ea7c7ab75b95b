package com.kaldrix.monitoring.local.postgres;

import javax.sql.DataSource;

/**
 * An empty or copied database that belongs to one test.
 *
 * @param server the server that it lives on
 * @param name its name on that server
 */
public record TestDatabase(TestPostgres server, String name) implements AutoCloseable {

    /** The address for JDBC, without account and password. */
    public String jdbcUrl() {
        return LocalPostgres.jdbcUrl(server.port(), name);
    }

    /** The account to connect with. */
    public String username() {
        return LocalPostgres.USERNAME;
    }

    /** A password; the test server accepts any. */
    public String password() {
        return TestPostgres.PASSWORD;
    }

    /** Opens a new connection each time; put a pool before it where that matters. */
    public DataSource dataSource() {
        return LocalPostgres.dataSource(server.port(), name, TestPostgres.PASSWORD);
    }

    /** Drops the database, cutting whoever is connected. Not needed for tidiness: the server goes with the process. */
    @Override
    public void close() {
        server.drop(name);
    }
}
