package com.kaldrix.monitoring.alert.silence;

import com.kaldrix.monitoring.common.json.JsonColumns;
import com.kaldrix.monitoring.common.label.Matcher;
import com.kaldrix.monitoring.common.label.Matcher.Operator;
import com.kaldrix.monitoring.common.label.Matchers;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcSilences implements Silences {
    private static final String SELECT = """
            select id, matchers, starts_at, ends_at, updated_at, created_by, comment, author from silence
            """;

    private static final String FIND = SELECT + "where id = :id";

    private static final String LOCK = SELECT + "where id = :id for update";

    private static final String ALL = SELECT + "order by updated_at, id";

    private static final String ACTIVE = SELECT + "where starts_at <= :now and ends_at > :now order by starts_at, id";

    private static final String ADD = """
            insert into silence (id, matchers, starts_at, ends_at, updated_at, created_by, comment, author)
            values (:id, :matchers::jsonb, :starts_at, :ends_at, :updated_at, :created_by, :comment, :author)
            """;

    private static final String UPDATE = """
            update silence set starts_at = :starts_at, ends_at = :ends_at, updated_at = :updated_at, created_by = :created_by,
                               comment = :comment, author = :author
            where id = :id
            """;

    private static final String REMIND = """
            update silence set reminded_for = ends_at
            where id = :id and ends_at = :ends_at and reminded_for is distinct from ends_at
            """;
    private static final String FORGET = "delete from silence where ends_at < :before";

    private static final int MOST_COMPILED = 1000;

    private final JdbcClient jdbc;
    private final JsonColumns json;
    private final RowMapper<Silence> mapper = (row, number) -> read(row);

    /** Silences are read at each look at a group; their regular expressions are compiled once. */
    private final Map<String, Matchers> compiled = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Matchers> eldest) {
            return size() > MOST_COMPILED;
        }
    };

    JdbcSilences(JdbcClient jdbc, JsonColumns json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** A matcher as it stands in the database. */
    private record Row(String name, String operator, String value) {
        static Row of(Matcher matcher) {
            return new Row(matcher.name(), matcher.operator().symbol(), matcher.value());
        }

        Matcher matcher() {
            Operator found = Arrays.stream(Operator.values())
                    .filter(one -> one.symbol().equals(operator))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no operator " + operator));
            return Matcher.of(name, found, value);
        }
    }

    @Override
    public Optional<Silence> find(UUID id) {
        return jdbc.sql(FIND).param("id", id).query(mapper).optional();
    }

    @Override
    public Optional<Silence> lock(UUID id) {
        return jdbc.sql(LOCK).param("id", id).query(mapper).optional();
    }

    @Override
    public void add(Silence silence) {
        jdbc.sql(ADD)
                .params(changing(silence))
                .param(
                        "matchers",
                        json.write(
                                silence.matchers().all().stream().map(Row::of).toList()))
                .update();
    }

    @Override
    public void update(Silence silence) {
        jdbc.sql(UPDATE).params(changing(silence)).update();
    }

    private static Map<String, Object> changing(Silence silence) {
        return Map.of(
                "id", silence.id(),
                "starts_at", at(silence.startsAt()),
                "ends_at", at(silence.endsAt()),
                "updated_at", at(silence.updatedAt()),
                "created_by", silence.createdBy(),
                "comment", silence.comment(),
                "author", silence.author());
    }

    @Override
    public List<Silence> all() {
        return jdbc.sql(ALL).query(mapper).list();
    }

    @Override
    public List<Silence> active(Instant now) {
        return jdbc.sql(ACTIVE).param("now", at(now)).query(mapper).list();
    }

    @Override
    public boolean remind(UUID id, Instant endsAt) {
        return jdbc.sql(REMIND).param("id", id).param("ends_at", at(endsAt)).update() == 1;
    }

    @Override
    public int forget(Instant before) {
        return jdbc.sql(FORGET).param("before", at(before)).update();
    }

    private Silence read(ResultSet row) throws SQLException {
        return new Silence(
                row.getObject("id", UUID.class),
                matchers(row.getString("matchers")),
                instant(row, "starts_at"),
                instant(row, "ends_at"),
                instant(row, "updated_at"),
                row.getString("created_by"),
                row.getString("comment"),
                row.getString("author"));
    }

    private Matchers matchers(String text) {
        synchronized (compiled) {
            return compiled.computeIfAbsent(
                    text,
                    read -> new Matchers(Arrays.stream(json.read(read, Row[].class))
                            .map(Row::matcher)
                            .toList()));
        }
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
