package com.kaldrix.monitoring.anomaly.event;

import com.kaldrix.monitoring.common.page.Cursor;
import com.kaldrix.monitoring.common.page.Page;
import com.kaldrix.monitoring.common.severity.Severity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Events as rows. */
@Repository
class JdbcEvents implements Events {
    /** Any number that nothing else in this database uses. */
    private static final long JOINING = 0x6b_78_65_76_65_6e_74L;

    private static final String LOCK = """
            select pg_advisory_xact_lock(:key)
            """;
    private static final String COLUMNS = """
            select id, region, component, status, severity, title, started_at, last_at, ended_at from event
            """;
    private static final String NEAR = COLUMNS + """
            where (ended_at is null or last_at >= :begin)
              and not exists (select 1 from anomaly a where a.id = event.id and a.type = 'predicted-breach')
            """;
    private static final String KEEP = """
            insert into event (id, region, component, status, severity, title, started_at, last_at, ended_at, updated_at)
            values (:id, :region, :component, :status, :severity, :title, :startedAt, :lastAt, :endedAt, :now)
            on conflict (id) do update
            set status = excluded.status, severity = excluded.severity, title = excluded.title,
                started_at = excluded.started_at, last_at = excluded.last_at, ended_at = excluded.ended_at,
                updated_at = excluded.updated_at
            """;
    private static final String ONE = COLUMNS + """
            where id = :id
            """;
    private static final String FIND = COLUMNS + """
            where (cast(:open as boolean) is null or (ended_at is null) = :open)
              and (cast(:afterAt as timestamptz) is null or (started_at, id) < (:afterAt, :afterId))
            order by started_at desc, id desc
            limit :limit
            """;

    private static final String ADD = """
            insert into event_entry (id, event_id, at, actor, action, text)
            values (:id, :event, :at, :actor, :action, :text)
            """;
    private static final String TIMELINE = """
            select id, at, actor, action, text from event_entry where event_id = :event order by at, id
            """;

    private static final String FORGET = """
            delete from event where id in (select id from event where ended_at < :before order by ended_at limit :most)
            """;
    private static final String FORGET_UNTOLD = """
            delete from anomaly where id in
                (select id from anomaly where event_id is null and started_at < :before limit :most)
            """;

    private final JdbcClient jdbc;

    JdbcEvents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void lock() {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("anomalies are joined in a transaction");
        }
        jdbc.sql(LOCK).param("key", JOINING).query((row, number) -> 0).single();
    }

    @Override
    public List<Event> near(Instant begin) {
        return jdbc.sql(NEAR)
                .param("begin", Timestamp.from(begin))
                .query((row, number) -> event(row))
                .list();
    }

    @Override
    public void keep(Event event, Instant now) {
        jdbc.sql(KEEP)
                .param("id", event.id())
                .param("region", event.region())
                .param("component", event.component())
                .param("status", event.status().word())
                .param("severity", event.severity().ordinal())
                .param("title", event.title())
                .param("startedAt", Timestamp.from(event.startedAt()))
                .param("lastAt", Timestamp.from(event.lastAt()))
                .param("endedAt", event.end().map(Timestamp::from).orElse(null))
                .param("now", Timestamp.from(now))
                .update();
    }

    @Override
    public Optional<Event> find(UUID id) {
        return jdbc.sql(ONE).param("id", id).query((row, number) -> event(row)).optional();
    }

    @Override
    public Page<Event> find(Optional<Boolean> open, Optional<Cursor> after, int limit) {
        List<Event> found = jdbc.sql(FIND)
                .param("open", open.orElse(null))
                .param(
                        "afterAt",
                        after.map(Cursor::instant).map(Timestamp::from).orElse(null))
                .param("afterId", after.map(Cursor::id).orElse(null))
                .param("limit", limit + 1)
                .query((row, number) -> event(row))
                .list();
        return Page.of(found, limit, one -> new Cursor(one.startedAt().toString(), one.id()));
    }

    @Override
    public void add(UUID event, Entry entry) {
        jdbc.sql(ADD)
                .param("id", entry.id())
                .param("event", event)
                .param("at", Timestamp.from(entry.at()))
                .param("actor", entry.actor())
                .param("action", entry.action())
                .param("text", entry.text())
                .update();
    }

    @Override
    public List<Entry> timeline(UUID event) {
        return jdbc.sql(TIMELINE)
                .param("event", event)
                .query((row, number) -> new Entry(
                        row.getObject("id", UUID.class),
                        row.getTimestamp("at").toInstant(),
                        row.getString("actor"),
                        row.getString("action"),
                        row.getString("text")))
                .list();
    }

    @Override
    public int forget(Instant before, int most) {
        return Math.max(forget(FORGET, before, most), forget(FORGET_UNTOLD, before, most));
    }

    private int forget(String statement, Instant before, int most) {
        return jdbc.sql(statement)
                .param("before", Timestamp.from(before))
                .param("most", most)
                .update();
    }

    static Event event(ResultSet row) throws SQLException {
        @Nullable Timestamp ended = row.getTimestamp("ended_at");
        return new Event(
                row.getObject("id", UUID.class),
                row.getString("region"),
                row.getString("component"),
                EventStatus.of(row.getString("status")),
                Severity.values()[row.getInt("severity")],
                row.getString("title"),
                row.getTimestamp("started_at").toInstant(),
                row.getTimestamp("last_at").toInstant(),
                ended == null ? null : ended.toInstant());
    }
}
