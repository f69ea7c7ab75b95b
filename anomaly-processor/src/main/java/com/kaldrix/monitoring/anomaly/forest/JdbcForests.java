package com.kaldrix.monitoring.anomaly.forest;

import com.kaldrix.monitoring.anomaly.stream.FindingsSink;
import com.kaldrix.monitoring.common.json.JsonColumns;
import com.kaldrix.monitoring.common.label.Labels;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Forests at rest as rows, compressed, and how it stands with the forests of each series. */
@Repository
class JdbcForests implements IdleForests, FindingsSink, ForestStates {
    private static final String REST = """
            insert into idle_forest (id, state, rested_at) values (:id, :state, :now)
            on conflict (id) do update set state = excluded.state, rested_at = excluded.rested_at, back_at = null
            """;
    private static final String BACK = """
            update idle_forest set back_at = :now where id = :id
            """;
    private static final String FIND = """
            select state from idle_forest where id = :id
            """;
    private static final String STAND = """
            insert into series_forest (id, series, state, learnt, updated_at)
            values (:id, cast(:series as jsonb), :state, :learnt, :now)
            on conflict (id) do update
            set state = excluded.state, learnt = excluded.learnt, updated_at = excluded.updated_at
            """;
    private static final String GONE = """
            delete from series_forest where id = :id
            """;
    private static final String ALL = """
            select series, state, learnt, updated_at from series_forest
            where cast(:state as text) is null or state = :state
            order by updated_at desc, id limit :limit
            """;
    // What is back is needed to read a journal again, which no replica keeps unread for a day without its checkpoints.
    private static final String FORGET = """
            delete from idle_forest
            where back_at < least(:day, (select coalesce(min(written_at), 'infinity') from checkpoint))
               or rested_at < :before
            """;

    private final JdbcClient jdbc;
    private final JsonColumns json;

    JdbcForests(JdbcClient jdbc, JsonColumns json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Override
    public Optional<byte[]> find(UUID key) {
        return jdbc.sql(FIND)
                .param("id", key)
                .query((row, number) -> unpack(row.getBytes("state")))
                .optional();
    }

    @Override
    public Writing begin(Instant now) {
        return new Writing() {
            // At once and not when it is closed: a forest that goes to rest may be wanted by a later reading of the
            // same
            // transaction.
            @Override
            public void found(Labels series, Finding finding) {
                if (finding instanceof ForestChange change) {
                    keep(series, change, now);
                }
            }

            @Override
            public void close() {}
        };
    }

    private void keep(Labels series, ForestChange change, Instant now) {
        switch (change) {
            case ForestChange.PagedOut out -> {
                jdbc.sql(REST)
                        .param("id", out.key())
                        .param("state", pack(out.state()))
                        .param("now", Timestamp.from(now))
                        .update();
                stand(series, State.RESTING, out.learnt(), now);
            }
            case ForestChange.PagedIn in -> {
                jdbc.sql(BACK)
                        .param("id", in.key())
                        .param("now", Timestamp.from(now))
                        .update();
                stand(series, State.of(in.learnt()), in.learnt(), now);
            }
            case ForestChange.Learnt learnt -> stand(series, State.of(learnt.percent()), learnt.percent(), now);
            case ForestChange.Gone gone ->
                jdbc.sql(GONE).param("id", id(series)).update();
        }
    }

    private void stand(Labels series, State state, int learnt, Instant now) {
        jdbc.sql(STAND)
                .param("id", id(series))
                .param("series", json.write(series.asMap()))
                .param("state", state.word())
                .param("learnt", learnt)
                .param("now", Timestamp.from(now))
                .update();
    }

    private static UUID id(Labels series) {
        return UUID.nameUUIDFromBytes(series.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public List<Stand> all(Optional<State> state, int limit) {
        return jdbc.sql(ALL)
                .param("state", state.map(State::word).orElse(null))
                .param("limit", limit)
                .query((row, number) -> new Stand(
                        json.labels(row.getString("series")),
                        State.ofWord(row.getString("state")),
                        row.getInt("learnt"),
                        row.getTimestamp("updated_at").toInstant()))
                .list();
    }

    @Override
    public int forget(Instant now, Duration keep) {
        return jdbc.sql(FORGET)
                .param("day", Timestamp.from(now.minus(Duration.ofDays(1))))
                .param("before", Timestamp.from(now.minus(keep)))
                .update();
    }

    private static byte[] pack(byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
            out.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] unpack(byte[] packed) {
        try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(packed))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("a forest at rest is damaged", e);
        }
    }
}
