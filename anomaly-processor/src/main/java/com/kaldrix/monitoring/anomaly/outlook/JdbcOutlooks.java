package com.kaldrix.monitoring.anomaly.outlook;

import com.kaldrix.monitoring.common.json.JsonColumns;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Outlooks as rows. */
@Repository
class JdbcOutlooks implements Outlooks {
    private static final String PROVIDE = """
            insert into outlook (series_id, looked_at) values (:series, '-infinity') on conflict do nothing
            """;
    private static final String LOCK = """
            select told from outlook where series_id = :series and looked_at < :before for update skip locked
            """;
    private static final String KEEP = """
            update outlook
            set looked_at = :at, breach_at = :breach, outlook = cast(:outlook as jsonb), told = cast(:told as jsonb)
            where series_id = :series
            """;
    private static final String ALL = """
            select outlook from outlook where outlook is not null order by breach_at nulls last, series_id limit 500
            """;
    private static final String FIND = """
            select outlook from outlook where series_id = :series and outlook is not null
            """;
    private static final String RETAIN = """
            delete from outlook where told is null and not series_id = any(:series::uuid[])
            """;

    private final JdbcClient jdbc;
    private final JsonColumns json;

    JdbcOutlooks(JdbcClient jdbc, JsonColumns json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Override
    public Optional<Optional<Told>> lock(UUID series, Instant lookedBefore) {
        jdbc.sql(PROVIDE).param("series", series).update();
        return jdbc.sql(LOCK)
                .param("series", series)
                .param("before", Timestamp.from(lookedBefore))
                .query((row, number) ->
                        Optional.ofNullable(row.getString("told")).map(told -> json.read(told, Told.class)))
                .optional();
    }

    @Override
    public void keep(Outlook outlook, @Nullable Told told) {
        jdbc.sql(KEEP)
                .param("series", outlook.series())
                .param("at", Timestamp.from(outlook.at()))
                .param(
                        "breach",
                        outlook.reached()
                                .map(breach -> Timestamp.from(breach.expected()))
                                .orElse(null))
                .param("outlook", json.write(outlook))
                .param("told", told == null ? null : json.write(told))
                .update();
    }

    @Override
    public List<Outlook> all() {
        return jdbc.sql(ALL)
                .query((row, number) -> json.read(row.getString("outlook"), Outlook.class))
                .list();
    }

    @Override
    public Optional<Outlook> find(UUID series) {
        return jdbc.sql(FIND)
                .param("series", series)
                .query((row, number) -> json.read(row.getString("outlook"), Outlook.class))
                .optional();
    }

    @Override
    public void retain(List<UUID> series) {
        jdbc.sql(RETAIN).param("series", series.toArray(UUID[]::new)).update();
    }
}
