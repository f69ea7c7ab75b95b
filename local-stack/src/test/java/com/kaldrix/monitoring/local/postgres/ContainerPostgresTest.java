package com.kaldrix.monitoring.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** The embedded server and the official image are of one kind: same major version, encoding and way to sort text. */
@Tag("docker")
class ContainerPostgresTest {
    private static final String KIND = """
            select split_part(current_setting('server_version'), '.', 1) || ' ' || current_setting('server_encoding')
                || ' ' || (select string_agg(word, ',' order by word collate "C") from unnest(array['b', 'A', 'a']) word)
            """;

    @Test
    void theOfficialImageAnswersAsTheEmbeddedServerDoes() throws SQLException {
        try (PostgreSQLContainer container = new PostgreSQLContainer(DockerImageName.parse("postgres:18"))) {
            container.start();
            try (Connection official = DriverManager.getConnection(
                            container.getJdbcUrl(), container.getUsername(), container.getPassword());
                    Connection embedded =
                            LocalPostgres.shared().freshDatabase().dataSource().getConnection()) {
                assertThat(kind(embedded)).isEqualTo(kind(official)).isEqualTo("18 UTF8 A,a,b");
            }
        }
    }

    private static String kind(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(KIND)) {
            assertThat(result.next()).isTrue();
            return result.getString(1);
        }
    }
}
