package com.kaldrix.monitoring.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TestPostgresTest {

    @Test
    void everyCallerGetsADatabaseOfItsOwnOnOneServer() throws SQLException {
        TestDatabase first = LocalPostgres.shared().freshDatabase();
        TestDatabase second = LocalPostgres.shared().freshDatabase();
        execute(first, "create table mine (id int)");

        assertThat(tables(first)).isEqualTo(1);
        assertThat(tables(second)).isZero();
        assertThat(first.server()).isSameAs(second.server());
    }

    @Test
    void aTemplateIsSetUpOnceAndCopied() throws SQLException {
        AtomicInteger setUps = new AtomicInteger();
        TestDatabase first = fromTemplate(setUps);
        execute(first, "create table another (id int)");
        TestDatabase second = fromTemplate(setUps);

        assertThat(setUps).hasValue(1);
        assertThat(tables(first)).isEqualTo(2);
        assertThat(tables(second)).isEqualTo(1);
    }

    @Test
    void aClosedDatabaseIsGone() throws SQLException {
        TestDatabase database = LocalPostgres.shared().freshDatabase();
        try (Connection connection = database.dataSource().getConnection()) {
            assertThat(connection.isValid(5)).isTrue();
            database.close();
            assertThat(connection.isValid(5)).isFalse();
        }
    }

    private static TestDatabase fromTemplate(AtomicInteger setUps) {
        return LocalPostgres.shared().freshDatabase("copied", template -> {
            setUps.incrementAndGet();
            try {
                execute(template, "create table migrated (id int)");
            } catch (SQLException failure) {
                throw new IllegalStateException(failure);
            }
        });
    }

    private static int tables(TestDatabase database) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet result =
                        statement.executeQuery("select count(*) from pg_tables where schemaname = 'public'")) {
            result.next();
            return result.getInt(1);
        }
    }

    private static void execute(TestDatabase database, String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
