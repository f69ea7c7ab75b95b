package com.kaldrix.monitoring.alert.incident;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.common.id.Ids;
import com.kaldrix.monitoring.local.postgres.LocalPostgres;
import com.kaldrix.monitoring.local.postgres.TestDatabase;
import java.time.OffsetDateTime;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Whoever decides what is said next of an incident does not hold up those who write down what was said. */
class IncidentLocksTest {
    private static final UUID INCIDENT = Ids.next();
    private static final OffsetDateTime NOW = OffsetDateTime.parse("2026-03-02T03:00:00Z");

    private final TestDatabase database = LocalPostgres.shared().freshDatabase();
    private final DataSource source = database.dataSource();
    private final JdbcClient jdbc = JdbcClient.create(source);

    @BeforeEach
    void open() {
        Flyway.configure().dataSource(source).load().migrate();
        jdbc.sql("""
                        insert into incident (id, group_key, route_key, receiver, group_labels, region, title, state, severity,
                                              opened_at, flush_at, due_at)
                        values (:id, 'group', 'route', 'on-call', '{}', '', 'title', 'open', 0, :now, :now, :now)
                        """).param("id", INCIDENT).param("now", NOW).update();
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {IncidentSql.LOCK, IncidentSql.LOCK_OPEN, IncidentSql.LOCK_DUE})
    void theTimelineIsWrittenWhileTheIncidentIsHeld(String lock) {
        TransactionTemplate transaction = new TransactionTemplate(new DataSourceTransactionManager(source));

        transaction.executeWithoutResult(status -> {
            assertThat(jdbc.sql(lock)
                            .param("id", INCIDENT)
                            .param("key", "group")
                            .param("now", NOW)
                            .query()
                            .listOfRows())
                    .hasSize(1);
            assertThat(CompletableFuture.supplyAsync(this::note)
                            .orTimeout(5, TimeUnit.SECONDS)
                            .join())
                    .isEqualTo(1);
        });
    }

    private int note() {
        return jdbc.sql("""
                        insert into timeline (id, incident_id, at, kind, text, detail)
                        values (:id, :incident, :now, 'delivered', 'Delivered', '{}')
                        """)
                .param("id", Ids.next())
                .param("incident", INCIDENT)
                .param("now", NOW)
                .update();
    }
}
