package com.kaldrix.monitoring.compliance.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Who asks while the database is away is told to come again; the scrape goes on. */
class DatabaseAwayTest extends ApiTest {
    private static void database(String... statements) throws SQLException {
        String server = "jdbc:postgresql://127.0.0.1:" + DATABASE.server().port() + "/postgres";
        try (Connection connection = DriverManager.getConnection(server, DATABASE.username(), DATABASE.password());
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @AfterEach
    void comeBack() throws SQLException {
        database("alter database " + DATABASE.name() + " with allow_connections true");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(get(ADMIN, "/-/ready")).hasStatus(200));
    }

    @Test
    void callersAreToldToComeAgain() throws SQLException {
        database(
                "alter database " + DATABASE.name() + " with allow_connections false",
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + DATABASE.name() + "'");
        for (String path : new String[] {"/api/v1/findings", "/api/v1/scores", "/api/v1/drift", "/api/v1/waivers"}) {
            assertThat(get(VIEWER, path)).as(path).hasStatus(503).containsHeader("Retry-After");
        }
        assertThat(get(ADMIN, "/-/ready")).hasStatus(503);
        assertThat(get(ADMIN, "/-/healthy")).hasStatus(200);
        MvcTestResult scraped = get(VIEWER, "/actuator/prometheus");
        assertThat(scraped).hasStatus(200);
        assertThat(text(scraped))
                .contains(
                        "kaldrix_compliance_score", "kaldrix_compliance_audit_entries", "kaldrix_compliance_findings");
        comeBack();
        assertThat(get(VIEWER, "/api/v1/findings")).hasStatus(200);
    }
}
