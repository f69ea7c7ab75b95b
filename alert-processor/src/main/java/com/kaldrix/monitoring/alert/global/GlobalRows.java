package com.kaldrix.monitoring.alert.global;

import com.kaldrix.monitoring.alert.global.RegionalIncident.Stamp;
import com.kaldrix.monitoring.alert.global.RegionalIncident.Standing;
import com.kaldrix.monitoring.alert.global.RegionalIncident.Words;
import com.kaldrix.monitoring.alert.incident.Incident.State;
import com.kaldrix.monitoring.common.severity.Severity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Keeps the global view. All methods join the caller's transaction. */
@Repository
class GlobalRows {
    private static final long VIEW = 7_050_001L;

    static final String COLUMNS =
            "id, region, fault, receiver, title, severity, state, opened_at, resolved_at, state_at, state_by, words_at, words_by";

    private static final String SAVE = """
            insert into regional_incident (id, global_id, region, fault, title, receiver, state, severity, opened_at, resolved_at,
                                           state_at, state_by, words_at, words_by)
            values (:id, :global, :region, :fault, :title, :receiver, :state, :severity, :opened_at, :resolved_at,
                    :state_at, :state_by, :words_at, :words_by)
            on conflict (id) do update set
                global_id = excluded.global_id, region = excluded.region, fault = excluded.fault, title = excluded.title,
                receiver = excluded.receiver, state = excluded.state, severity = excluded.severity,
                resolved_at = excluded.resolved_at, state_at = excluded.state_at, state_by = excluded.state_by,
                words_at = excluded.words_at, words_by = excluded.words_by
            """;

    private static final String SAME = """
            select distinct g.id, g.opened_at
            from regional_incident r join global_incident g on g.id = r.global_id
            where r.fault = :fault and r.region <> :region and r.id <> :id and r.opened_at between :from and :to
            order by g.opened_at, g.id
            """;

    private static final String TOGETHER = """
            insert into global_incident (id, fault, title, state, severity, opened_at, resolved_at, updated_at)
            select :id, min(fault),
                   (array_agg(case when fault = '?' || id then title else fault end order by opened_at, id))[1],
                   case when bool_and(state = 'resolved') then 'resolved'
                        when bool_or(state = 'open') then 'open' else 'acknowledged' end,
                   min(severity), min(opened_at),
                   case when bool_and(state = 'resolved') then max(resolved_at) end,
                   max(greatest(state_at, words_at))
            from regional_incident where global_id = :id
            having count(*) > 0
            on conflict (id) do update set
                fault = excluded.fault, title = excluded.title, state = excluded.state, severity = excluded.severity,
                opened_at = excluded.opened_at, resolved_at = excluded.resolved_at, updated_at = excluded.updated_at
            """;

    private static final String FORGET = """
            with old as (
                select id from global_incident where updated_at < :before limit :limit
            ), parts as (
                delete from regional_incident where global_id in (select id from old)
            )
            delete from global_incident where id in (select id from old)
            """;

    private final JdbcClient jdbc;

    GlobalRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Waits for whoever writes the view, and has others wait until the caller's transaction is over. */
    void lock() {
        jdbc.sql("select pg_advisory_xact_lock(:view)").param("view", VIEW).query(row -> {});
    }

    Optional<RegionalIncident> find(UUID id) {
        return jdbc.sql("select " + COLUMNS + " from regional_incident where id = :id")
                .param("id", id)
                .query((row, number) -> read(row))
                .optional();
    }

    /** Which global incident a regional one belongs to. */
    Optional<UUID> globalOf(UUID id) {
        return jdbc.sql("select global_id from regional_incident where id = :id")
                .param("id", id)
                .query(UUID.class)
                .optional();
    }

    /** Global incidents of the same fault in other regions that opened at about the same time, the earliest first. */
    List<UUID> sameFault(RegionalIncident incident, Duration together) {
        return jdbc.sql(SAME)
                .param("fault", incident.fault())
                .param("region", incident.region())
                .param("id", incident.id())
                .param("from", at(incident.openedAt().minus(together)))
                .param("to", at(incident.openedAt().plus(together)))
                .query((row, number) -> row.getObject("id", UUID.class))
                .list();
    }

    /** A place for a global incident that has no parts yet. */
    void begin(UUID global, RegionalIncident first) {
        jdbc.sql("""
                        insert into global_incident (id, fault, title, state, severity, opened_at, updated_at)
                        values (:id, :fault, :title, 'open', :severity, :opened_at, :opened_at)
                        """)
                .param("id", global)
                .param("fault", first.fault())
                .param("title", first.words().title())
                .param("severity", first.words().severity().ordinal())
                .param("opened_at", at(first.openedAt()))
                .update();
    }

    void save(RegionalIncident incident, UUID global) {
        jdbc.sql(SAVE)
                .param("id", incident.id())
                .param("global", global)
                .param("region", incident.region())
                .param("fault", incident.fault())
                .param("title", incident.words().title())
                .param("receiver", incident.receiver())
                .param("state", incident.standing().state().name().toLowerCase(Locale.ROOT))
                .param("severity", incident.words().severity().ordinal())
                .param("opened_at", at(incident.openedAt()))
                .param("resolved_at", atOrNull(incident.standing().resolvedAt()))
                .param("state_at", at(incident.standing().from().at()))
                .param("state_by", incident.standing().from().event())
                .param("words_at", at(incident.words().from().at()))
                .param("words_by", incident.words().from().event())
                .update();
    }

    /** All parts of one become parts of another, and nothing is left of it. */
    void merge(UUID from, UUID into) {
        jdbc.sql("update regional_incident set global_id = :into where global_id = :from")
                .param("into", into)
                .param("from", from)
                .update();
    }

    /** Puts a global incident together from its parts; one without any is no more. */
    void putTogether(UUID global) {
        if (jdbc.sql(TOGETHER).param("id", global).update() == 0) {
            jdbc.sql("delete from global_incident where id = :id")
                    .param("id", global)
                    .update();
        }
    }

    /** Forgets that to which nothing has happened since then; how many. */
    int forget(Instant before, int limit) {
        return jdbc.sql(FORGET)
                .param("before", at(before))
                .param("limit", limit)
                .update();
    }

    static RegionalIncident read(ResultSet row) throws SQLException {
        return new RegionalIncident(
                row.getObject("id", UUID.class),
                row.getString("region"),
                row.getString("fault"),
                row.getString("receiver"),
                new Words(
                        row.getString("title"),
                        Severity.values()[row.getInt("severity")],
                        new Stamp(instant(row, "words_at"), row.getString("words_by"))),
                new Standing(
                        State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                        new Stamp(instant(row, "state_at"), row.getString("state_by"))),
                instant(row, "opened_at"));
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable OffsetDateTime atOrNull(@Nullable Instant instant) {
        return instant == null ? null : at(instant);
    }
}
