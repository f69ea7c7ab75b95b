package com.kaldrix.monitoring.alert.change;

import com.kaldrix.monitoring.alert.change.Change.Place;
import com.kaldrix.monitoring.common.page.Cursor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcChanges implements Changes {
    private static final UUID LAST = new UUID(-1, -1);

    private static final String ADD = """
            insert into change (id, key, kind, title, service, region, made_by, at, url, recorded_at)
            values (:id, :key, :kind, :title, :service, :region, :by, :at, :url, :now)
            on conflict (key) do nothing
            """;

    private static final String SELECT =
            "select id, key, kind, title, service, region, made_by, at, url from change where ";

    private static final String FIND = SELECT + """
            at >= :from and at < :to and (:service = '' or service = :service)
            and (:region = '' or region in (:region, '')) and (at, id) < (:place, :id)
            order by at desc, id desc limit :limit
            """;

    private final JdbcClient jdbc;

    JdbcChanges(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Change add(Change change, Instant now) {
        jdbc.sql(ADD)
                .param("id", change.id())
                .param("key", change.key())
                .param("kind", change.kind())
                .param("title", change.title())
                .param("service", change.where().service())
                .param("region", change.where().region())
                .param("by", change.by())
                .param("at", at(change.at()))
                .param("url", change.url())
                .param("now", at(now))
                .update();
        return jdbc.sql(SELECT + "key = :key")
                .param("key", change.key())
                .query((row, number) -> change(row))
                .single();
    }

    @Override
    public List<Change> find(Filter filter, Optional<Cursor> after, int limit) {
        return jdbc.sql(FIND)
                .param("from", at(filter.from()))
                .param("to", at(filter.to()))
                .param("service", filter.service())
                .param("region", filter.region())
                .param("place", at(after.map(Cursor::instant).orElse(filter.to())))
                .param("id", after.map(Cursor::id).orElse(LAST))
                .param("limit", limit)
                .query((row, number) -> change(row))
                .list();
    }

    @Override
    public int forget(Instant before) {
        return jdbc.sql("delete from change where at < :before")
                .param("before", at(before))
                .update();
    }

    private static Change change(ResultSet row) throws SQLException {
        return new Change(
                row.getObject("id", UUID.class),
                row.getString("key"),
                row.getString("kind"),
                row.getString("title"),
                new Place(row.getString("service"), row.getString("region")),
                row.getString("made_by"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("url"));
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
