package com.kaldrix.monitoring.alert.incident;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.common.id.Ids;
import com.kaldrix.monitoring.local.postgres.LocalPostgres;
import com.kaldrix.monitoring.local.postgres.TestDatabase;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** In a storm the database has no statistics of what came just now, and looks for members must be looks all the same. */
class MembersPlanTest {
    private static final OffsetDateTime NOW = OffsetDateTime.parse("2026-03-02T03:00:00Z");
    private static final int INCIDENTS = 100;

    private final TestDatabase database = LocalPostgres.shared().freshDatabase();
    private final JdbcClient jdbc = JdbcClient.create(database.dataSource());
    private final UUID last = Ids.next();

    @BeforeEach
    void storm() {
        Flyway.configure().dataSource(database.dataSource()).load().migrate();
        for (int i = 0; i < INCIDENTS; i++) {
            UUID id = i == INCIDENTS - 1 ? last : Ids.next();
            jdbc.sql("""
                            insert into incident (id, group_key, route_key, receiver, group_labels, region, title, state, severity,
                                                  opened_at, flush_at, due_at)
                            values (:id, :key, 'route', 'on-call', '{}', '', 'title', 'open', 0, :now, :now, :now)
                            """)
                    .param("id", id)
                    .param("key", "group-" + i)
                    .param("now", NOW)
                    .update();
            jdbc.sql("""
                            insert into incident_alert (incident_id, fingerprint, joined_at)
                            select :id, :first + number, :now from generate_series(1, 100) as number
                            """)
                    .param("id", id)
                    .param("first", 100L * i)
                    .param("now", NOW)
                    .update();
        }
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void theMembersOfAnIncidentAreLookedForByTheIncidentAlone() {
        List<String> plan = jdbc.sql("explain " + IncidentSql.MEMBERS)
                .param("incident", last)
                .query(String.class)
                .list();

        assertThat(plan).anyMatch(line -> line.contains("incident_alert_pkey"));
        assertThat(plan)
                .as("an index of all that belong to any incident is not walked through")
                .noneMatch(line -> line.contains("incident_alert_fingerprint"));
    }
}
