package com.kaldrix.monitoring.anomaly.detector;

import com.kaldrix.monitoring.common.json.JsonColumns;
import com.kaldrix.monitoring.common.page.Cursor;
import com.kaldrix.monitoring.common.page.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Metric sets as rows. */
@Repository
class JdbcMetricSets implements MetricSets {
    private static final String COLUMNS = """
            select id, document, file, created_by, created_at, changed_at from metric_set
            """;
    private static final String FIND = COLUMNS + """
            where (cast(:afterAt as timestamptz) is null or (created_at, id) < (:afterAt, :afterId))
            order by created_at desc, id desc
            limit :limit
            """;
    private static final String PUT = """
            insert into metric_set (id, name, document, file, created_by, created_at, changed_at)
            values (:id, :name, cast(:document as jsonb), :file, :by, :at, :changed)
            on conflict (id) do update
            set name = excluded.name, document = excluded.document, file = excluded.file, changed_at = excluded.changed_at
            """;

    private final JdbcClient jdbc;
    private final JsonColumns json;

    JdbcMetricSets(JdbcClient jdbc, JsonColumns json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Override
    public Page<MetricSet> find(Optional<Cursor> after, int limit) {
        List<MetricSet> found = jdbc.sql(FIND)
                .param(
                        "afterAt",
                        after.map(Cursor::instant).map(Timestamp::from).orElse(null))
                .param("afterId", after.map(Cursor::id).orElse(null))
                .param("limit", limit + 1)
                .query((row, number) -> set(row))
                .list();
        return Page.of(found, limit, one -> new Cursor(one.createdAt().toString(), one.id()));
    }

    @Override
    public List<MetricSet> all() {
        return jdbc.sql(COLUMNS + "order by created_at, id")
                .query((row, number) -> set(row))
                .list();
    }

    @Override
    public Optional<MetricSet> find(UUID id) {
        return jdbc.sql(COLUMNS + "where id = :id")
                .param("id", id)
                .query((row, number) -> set(row))
                .optional();
    }

    @Override
    public Optional<MetricSet> named(String name) {
        return jdbc.sql(COLUMNS + "where name = :name")
                .param("name", name)
                .query((row, number) -> set(row))
                .optional();
    }

    @Override
    public void put(MetricSet set) {
        jdbc.sql(PUT)
                .param("id", set.id())
                .param("name", set.name())
                .param("document", json.write(set.document()))
                .param("file", set.file())
                .param("by", set.createdBy())
                .param("at", Timestamp.from(set.createdAt()))
                .param("changed", Timestamp.from(set.changedAt()))
                .update();
    }

    @Override
    public boolean remove(UUID id) {
        return jdbc.sql("delete from metric_set where id = :id").param("id", id).update() > 0;
    }

    private MetricSet set(ResultSet row) throws SQLException {
        return new MetricSet(
                row.getObject("id", UUID.class),
                json.read(row.getString("document"), MetricSetDocument.class),
                row.getString("file"),
                row.getString("created_by"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("changed_at").toInstant());
    }
}
