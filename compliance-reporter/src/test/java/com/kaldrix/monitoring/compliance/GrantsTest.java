package com.kaldrix.monitoring.compliance;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.common.postgres.TestDatabases;
import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The role that the service signs in as may do what the service does, and may not do what nobody should. */
class GrantsTest {
    private static final String ROLE = "kaldrix_grants";
    /** Nothing of these may be taken away or changed. */
    private static final List<String> ONLY_ADDED_TO = List.of(
            "trail_entry", "trail_tile", "trail_checkpoint", "audit_log", "clue", "remediation_step", "breach_finding");
    /** What was said stays; it may be taken back. */
    private static final List<String> NEVER_DELETED = List.of(
            "finding",
            "tally",
            "waiver",
            "attestation",
            "remediation",
            "remediation_step",
            "breach",
            "breach_clock",
            "breach_finding");

    @Test
    void everyTableIsOpenAsFarAsTheServiceNeedsIt() {
        try (HikariDataSource owner = TestDatabases.fresh()) {
            new JdbcTemplate(owner).execute("""
                    do $$ begin create role kaldrix_grants login; exception when duplicate_object then null; end $$
                    """);
            Flyway.configure()
                    .dataSource(owner)
                    .placeholders(Map.of("service_role", ROLE))
                    .load()
                    .migrate();
            JdbcClient jdbc = JdbcClient.create(owner);
            List<String> tables = jdbc.sql("""
                            select tablename from pg_tables
                            where schemaname = 'public' and tablename <> 'flyway_schema_history'
                            """).query(String.class).list();
            assertThat(tables).hasSizeGreaterThan(15);
            for (String table : tables) {
                assertThat(may(jdbc, table, "select")).as("select " + table).isTrue();
                assertThat(may(jdbc, table, "insert")).as("insert " + table).isTrue();
                assertThat(may(jdbc, table, "truncate")).as("truncate " + table).isFalse();
                if (ONLY_ADDED_TO.contains(table)) {
                    assertThat(may(jdbc, table, "update")).as("update " + table).isFalse();
                }
                if (ONLY_ADDED_TO.contains(table) || NEVER_DELETED.contains(table)) {
                    assertThat(may(jdbc, table, "delete")).as("delete " + table).isFalse();
                }
            }
            for (String table : List.of(
                    "finding",
                    "tally",
                    "waiver",
                    "attestation",
                    "remediation",
                    "breach",
                    "breach_clock",
                    "requirement_state",
                    "control_state",
                    "score_point",
                    "baseline",
                    "outbox")) {
                assertThat(may(jdbc, table, "update")).as("update " + table).isTrue();
            }
            for (String table : List.of(
                    "inbox",
                    "trail_inbox",
                    "activity",
                    "configuration_change",
                    "alert_response",
                    "drift_signal",
                    "deadline_signal",
                    "pull",
                    "pull_seen",
                    "control_enablement",
                    "baseline",
                    "outbox")) {
                assertThat(may(jdbc, table, "delete")).as("delete " + table).isTrue();
            }
        }
    }

    private static boolean may(JdbcClient jdbc, String table, String what) {
        return jdbc.sql("select has_table_privilege(:role, :table, :what)")
                .param("role", ROLE)
                .param("table", table)
                .param("what", what)
                .query(Boolean.class)
                .single();
    }
}
