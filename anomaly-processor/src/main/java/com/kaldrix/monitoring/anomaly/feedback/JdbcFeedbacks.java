package com.kaldrix.monitoring.anomaly.feedback;

import com.kaldrix.monitoring.anomaly.series.Calendar.TimeRange;
import com.kaldrix.monitoring.anomaly.settings.Adjustment;
import com.kaldrix.monitoring.anomaly.settings.Change;
import com.kaldrix.monitoring.anomaly.settings.Wishes;
import com.kaldrix.monitoring.common.json.JsonColumns;
import com.kaldrix.monitoring.common.label.Matchers;
import com.kaldrix.monitoring.common.page.Cursor;
import com.kaldrix.monitoring.common.page.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Feedback as rows. */
@Repository
class JdbcFeedbacks implements Feedbacks, Wishes {
    private static final String COLUMNS = """
            select id, kind, event_id, series, reason, change, valid_from, least(valid_until, withdrawn_at) as until,
                created_by, created_at
            from feedback
            """;
    private static final String FIND = COLUMNS + """
            where withdrawn_at is null
              and (cast(:afterAt as timestamptz) is null or (created_at, id) < (:afterAt, :afterId))
            order by created_at desc, id desc
            limit :limit
            """;
    private static final String SINCE = COLUMNS + """
            where least(valid_until, withdrawn_at) is null or least(valid_until, withdrawn_at) >= :since
            order by valid_from, id
            """;
    private static final String ADD = """
            insert into feedback (id, kind, event_id, series, reason, change, valid_from, valid_until, created_by, created_at)
            values (:id, :kind, :event, :series, :reason, cast(:change as jsonb), :from, :until, :by, :at)
            """;
    private static final String WITHDRAW = """
            update feedback set withdrawn_by = :by, withdrawn_at = greatest(cast(:now as timestamptz), valid_from)
            where id = :id and withdrawn_at is null
            """;
    private static final String FORGET = """
            delete from feedback where created_at < :before and least(valid_until, withdrawn_at) < :before
            """;

    private final JdbcClient jdbc;
    private final JsonColumns json;

    /** What follows, as it stands in the database. */
    record Stored(double threshold, List<Times> excluded) {
        record Times(String from, String to) {}

        static Stored of(Change change) {
            return new Stored(
                    change.threshold(),
                    change.excluded().stream()
                            .map(one ->
                                    new Times(one.from().toString(), one.to().toString()))
                            .toList());
        }

        Change change() {
            return new Change(
                    null,
                    excluded.stream()
                            .map(one -> new TimeRange(Instant.parse(one.from()), Instant.parse(one.to())))
                            .toList(),
                    null,
                    Set.of(),
                    threshold);
        }
    }

    JdbcFeedbacks(JdbcClient jdbc, JsonColumns json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Override
    public Page<Feedback> find(Optional<Cursor> after, int limit) {
        List<Feedback> found = jdbc.sql(FIND)
                .param(
                        "afterAt",
                        after.map(Cursor::instant).map(Timestamp::from).orElse(null))
                .param("afterId", after.map(Cursor::id).orElse(null))
                .param("limit", limit + 1)
                .query((row, number) -> feedback(row))
                .list();
        return Page.of(found, limit, one -> new Cursor(one.at().toString(), one.id()));
    }

    @Override
    public Optional<Feedback> find(UUID id) {
        return jdbc.sql(COLUMNS + "where withdrawn_at is null and id = :id")
                .param("id", id)
                .query((row, number) -> feedback(row))
                .optional();
    }

    @Override
    public List<Feedback> ofEvent(UUID event) {
        return jdbc.sql(COLUMNS + "where withdrawn_at is null and event_id = :event order by created_at, id")
                .param("event", event)
                .query((row, number) -> feedback(row))
                .list();
    }

    @Override
    public void add(Feedback feedback) {
        Adjustment adjustment = feedback.adjustment();
        @Nullable Instant until = adjustment.until();
        jdbc.sql(ADD)
                .param("id", feedback.id())
                .param("kind", feedback.kind().word())
                .param("event", feedback.event())
                .param(
                        "series",
                        adjustment.series().stream().map(Matchers::toString).toArray(String[]::new))
                .param("reason", feedback.reason())
                .param("change", json.write(Stored.of(adjustment.change())))
                .param("from", Timestamp.from(adjustment.from()))
                .param("until", until == null ? null : Timestamp.from(until))
                .param("by", feedback.by())
                .param("at", Timestamp.from(feedback.at()))
                .update();
    }

    @Override
    public boolean withdraw(UUID id, String by, Instant now) {
        return jdbc.sql(WITHDRAW)
                        .param("id", id)
                        .param("by", by)
                        .param("now", Timestamp.from(now))
                        .update()
                > 0;
    }

    @Override
    public int forget(Instant before) {
        return jdbc.sql(FORGET).param("before", Timestamp.from(before)).update();
    }

    @Override
    public List<Adjustment> since(Instant since) {
        return jdbc.sql(SINCE)
                .param("since", Timestamp.from(since))
                .query((row, number) -> feedback(row).adjustment())
                .list();
    }

    private Feedback feedback(ResultSet row) throws SQLException {
        @Nullable Timestamp until = row.getTimestamp("until");
        String[] series = (String[]) row.getArray("series").getArray();
        return new Feedback(
                row.getObject("id", UUID.class),
                FeedbackKind.of(row.getString("kind")),
                row.getObject("event_id", UUID.class),
                row.getString("reason"),
                new Adjustment(
                        Arrays.stream(series).map(Matchers::parse).toList(),
                        row.getTimestamp("valid_from").toInstant(),
                        until == null ? null : until.toInstant(),
                        json.read(row.getString("change"), Stored.class).change()),
                row.getString("created_by"),
                row.getTimestamp("created_at").toInstant());
    }
}
