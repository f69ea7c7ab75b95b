package com.kaldrix.monitoring.anomaly.detector;

import com.kaldrix.monitoring.anomaly.settings.Adjustment;
import com.kaldrix.monitoring.anomaly.settings.Wishes;
import com.kaldrix.monitoring.common.id.Ids;
import com.kaldrix.monitoring.common.json.JsonColumns;
import com.kaldrix.monitoring.common.page.Cursor;
import com.kaldrix.monitoring.common.page.Page;
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

/** Detectors as rows, one for each change. */
@Repository
class JdbcDetectors implements Detectors, Wishes {
    /** Any number that nothing else in this database uses. */
    private static final long CHANGING = 0x6b_78_64_65_74_65_63_74L;

    private static final String COLUMNS = """
            select id, document, file, valid_from, valid_until, created_by, created_at from detector
            """;
    private static final String FIND = COLUMNS + """
            where valid_until is null
              and (cast(:afterAt as timestamptz) is null or (created_at, id) < (:afterAt, :afterId))
            order by created_at desc, id desc
            limit :limit
            """;
    private static final String ALL = COLUMNS + """
            where valid_until is null order by created_at, id
            """;
    private static final String ONE = COLUMNS + """
            where valid_until is null and id = :id
            """;
    private static final String SINCE = COLUMNS + """
            where valid_until is null or valid_until >= :since order by valid_from, revision
            """;
    private static final String END = """
            update detector set valid_until = greatest(cast(:now as timestamptz), valid_from)
            where id = :id and valid_until is null
            """;
    private static final String ADD = """
            insert into detector (revision, id, document, file, valid_from, created_by, created_at)
            values (:revision, :id, cast(:document as jsonb), :file, :from, :by, :at)
            """;
    private static final String FORGET = """
            delete from detector where valid_until < :before
            """;

    private final JdbcClient jdbc;
    private final JsonColumns json;

    JdbcDetectors(JdbcClient jdbc, JsonColumns json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Override
    public Page<AnomalyDetector> find(Optional<Cursor> after, int limit) {
        List<AnomalyDetector> found = jdbc.sql(FIND)
                .param(
                        "afterAt",
                        after.map(Cursor::instant).map(Timestamp::from).orElse(null))
                .param("afterId", after.map(Cursor::id).orElse(null))
                .param("limit", limit + 1)
                .query((row, number) -> detector(row))
                .list();
        return Page.of(found, limit, one -> new Cursor(one.createdAt().toString(), one.id()));
    }

    @Override
    public List<AnomalyDetector> all() {
        return jdbc.sql(ALL).query((row, number) -> detector(row)).list();
    }

    @Override
    public Optional<AnomalyDetector> find(UUID id) {
        return jdbc.sql(ONE)
                .param("id", id)
                .query((row, number) -> detector(row))
                .optional();
    }

    @Override
    public void put(AnomalyDetector detector) {
        end(detector.id(), detector.changedAt());
        jdbc.sql(ADD)
                .param("revision", Ids.next())
                .param("id", detector.id())
                .param("document", json.write(detector.document()))
                .param("file", detector.file())
                .param("from", Timestamp.from(detector.changedAt()))
                .param("by", detector.createdBy())
                .param("at", Timestamp.from(detector.createdAt()))
                .update();
    }

    @Override
    public boolean end(UUID id, Instant now) {
        return jdbc.sql(END).param("id", id).param("now", Timestamp.from(now)).update() > 0;
    }

    @Override
    public int forget(Instant before) {
        return jdbc.sql(FORGET).param("before", Timestamp.from(before)).update();
    }

    @Override
    public void lock() {
        jdbc.sql("select pg_advisory_xact_lock(:key)")
                .param("key", CHANGING)
                .query((row, number) -> 0)
                .single();
    }

    @Override
    public List<Adjustment> since(Instant since) {
        return jdbc.sql(SINCE)
                .param("since", Timestamp.from(since))
                .query((row, number) -> adjustment(row))
                .list();
    }

    private Adjustment adjustment(ResultSet row) throws SQLException {
        Definition definition = document(row).checked();
        @Nullable Timestamp until = row.getTimestamp("valid_until");
        return new Adjustment(
                definition.series(),
                row.getTimestamp("valid_from").toInstant(),
                until == null ? null : until.toInstant(),
                definition.change());
    }

    private AnomalyDetector detector(ResultSet row) throws SQLException {
        return new AnomalyDetector(
                row.getObject("id", UUID.class),
                document(row),
                row.getString("file"),
                row.getString("created_by"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("valid_from").toInstant());
    }

    private DetectorDocument document(ResultSet row) throws SQLException {
        return json.read(row.getString("document"), DetectorDocument.class);
    }
}
