package com.kaldrix.monitoring.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.kaldrix.monitoring.local.ChildProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPostgresTest {
    private static final Path CACHE = TestPostgres.cache();

    @TempDir
    Path directory;

    @Test
    void isPostgres18AndTakesManyConnectionsDurably() throws SQLException {
        try (LocalPostgres postgres = LocalPostgres.start(directory, CACHE, 0)) {
            assertThat(query(postgres, "postgres", "show server_version")).startsWith("18.");
            assertThat(query(postgres, "postgres", "show max_connections")).isEqualTo("200");
            assertThat(query(postgres, "postgres", "show fsync")).isEqualTo("on");
            assertThat(query(postgres, "postgres", "show timezone")).isEqualTo("UTC");
        }
    }

    @Test
    void dataSurviveANewStart() throws SQLException {
        String password;
        try (LocalPostgres postgres = LocalPostgres.start(directory, CACHE, 0)) {
            postgres.createDatabaseIfMissing("alerts");
            execute(postgres, "alerts", "create table kept (id int); insert into kept values (42)");
            password = postgres.password();
        }
        try (LocalPostgres postgres = LocalPostgres.start(directory, CACHE, 0)) {
            postgres.createDatabaseIfMissing("alerts");
            assertThat(query(postgres, "alerts", "select id from kept")).isEqualTo("42");
            assertThat(postgres.password()).isEqualTo(password);
        }
    }

    @Test
    void stopsAndComesBackOnTheSamePort() throws SQLException {
        try (LocalPostgres postgres = LocalPostgres.start(directory, CACHE, 0)) {
            int port = postgres.port();
            execute(postgres, "postgres", "create table kept (id int); insert into kept values (1)");
            postgres.stop();
            assertThat(postgres.isRunning()).isFalse();
            assertThatThrownBy(() -> query(postgres, "postgres", "select 1")).isInstanceOf(SQLException.class);
            postgres.start();
            assertThat(postgres.port()).isEqualTo(port);
            assertThat(query(postgres, "postgres", "select id from kept")).isEqualTo("1");
        }
    }

    @Test
    void aKilledServerComesBackWithWhatWasCommitted() throws SQLException {
        try (LocalPostgres postgres = LocalPostgres.start(directory, CACHE, 0)) {
            execute(postgres, "postgres", "create table kept (id int)");
            try (Connection idle = connect(postgres, "postgres")) {
                for (int i = 0; i < 100; i++) {
                    execute(postgres, "postgres", "insert into kept values (" + i + ")");
                }
                postgres.kill();
                assertThat(postgres.isRunning()).isFalse();
                postgres.start();
                assertThat(idle.isValid(5)).isFalse();
            }
            assertThat(query(postgres, "postgres", "select count(*) from kept")).isEqualTo("100");
        }
    }

    /** The process that is killed: it prints its port and goes on until its end. */
    static final class Owner {
        private Owner() {}

        @SuppressWarnings("resource") // It is here to be killed.
        public static void main(String[] arguments) throws InterruptedException {
            LocalPostgres postgres = LocalPostgres.start(Path.of(arguments[0]), CACHE, 0);
            System.out.println("port " + postgres.port());
            new CountDownLatch(1).await();
        }
    }

    @Test
    void aServerThatAKilledProcessLeftBehindIsReplaced() throws Exception {
        int port;
        try (ChildProcess owner = ChildProcess.start(Owner.class, directory.toString())) {
            port = Integer.parseInt(owner.awaitLine("port "));
            String password = Files.readString(directory.resolve("password")).strip();
            try (Connection connection = DriverManager.getConnection(
                            LocalPostgres.jdbcUrl(port, "postgres"), LocalPostgres.USERNAME, password);
                    Statement statement = connection.createStatement()) {
                statement.execute("create table kept (id int); insert into kept values (7)");
                owner.kill();
                // The server does not end with its owner.
                assertThat(connection.isValid(5)).isTrue();

                try (LocalPostgres postgres = LocalPostgres.start(directory, CACHE, port)) {
                    assertThat(connection.isValid(5)).isFalse();
                    assertThat(query(postgres, "postgres", "select id from kept"))
                            .isEqualTo("7");
                }
            }
        }
    }

    @Test
    void aStalePidFileThatNamesSomebodyElseIsNoObstacle() throws Exception {
        try (LocalPostgres postgres = LocalPostgres.start(directory, CACHE, 0)) {
            postgres.createDatabaseIfMissing("alerts");
        }
        Path pidFile = directory.resolve("data/postmaster.pid");
        Files.writeString(pidFile, ProcessHandle.current().pid() + "\n" + directory.resolve("data") + "\n");

        try (LocalPostgres postgres = LocalPostgres.start(directory, CACHE, 0)) {
            assertThat(query(postgres, "alerts", "select 1")).isEqualTo("1");
        }
    }

    @Test
    void twoOwnersOfOneDirectoryAreRefused() {
        try (LocalPostgres first = LocalPostgres.start(directory, CACHE, 0)) {
            assertThatThrownBy(() -> LocalPostgres.start(directory, CACHE, 0))
                    .isInstanceOf(PostgresException.class)
                    .hasMessageContaining("another process runs PostgreSQL on " + directory);
            assertThat(first.isRunning()).isTrue();
        }
    }

    @Test
    void aStrangerWithoutThePasswordIsRefused() {
        try (LocalPostgres postgres = LocalPostgres.start(directory, CACHE, 0)) {
            assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl("postgres"), "postgres", "guess")
                            .close())
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void aDatabaseNameIsNotSql() {
        try (LocalPostgres postgres = LocalPostgres.start(directory, CACHE, 0)) {
            assertThatThrownBy(() -> postgres.createDatabaseIfMissing("x; drop table y"))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static Connection connect(LocalPostgres postgres, String database) throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(database), postgres.username(), postgres.password());
    }

    private static String query(LocalPostgres postgres, String database, String sql) throws SQLException {
        try (Connection connection = connect(postgres, database);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            assertThat(result.next()).isTrue();
            return result.getString(1);
        }
    }

    private static void execute(LocalPostgres postgres, String database, String sql) throws SQLException {
        try (Connection connection = connect(postgres, database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
