package com.kaldrix.monitoring.alert.window;

import com.kaldrix.monitoring.common.json.JsonColumns;
import com.kaldrix.monitoring.common.label.Matcher;
import com.kaldrix.monitoring.common.label.Matcher.Operator;
import com.kaldrix.monitoring.common.label.Matchers;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcWindows implements Windows {
    private static final String COLUMNS = """
            id, kind, name, matchers, starts_at, time_zone, length_seconds, rrule, comment, author, created_at, updated_at,
            cancelled_at
            """;
    private static final String SELECT = "select " + COLUMNS + " from maintenance_window ";
    private static final String FIND = SELECT + "where id = :id";
    private static final String LOCK = SELECT + "where id = :id for update";
    private static final String ALL = SELECT + "order by id";
    private static final String LIVING =
            SELECT + "where cancelled_at is null and (last_end is null or last_end > :now) order by id";
    private static final String ADD = "insert into maintenance_window (" + COLUMNS + """
            , last_end)
            values (:id, :kind, :name, :matchers::jsonb, :starts_at, :time_zone, :length_seconds, :rrule, :comment, :author,
                    :created_at, :updated_at, :cancelled_at, :last_end)
            """;
    private static final String UPDATE = """
            update maintenance_window set
                kind = :kind, name = :name, matchers = :matchers::jsonb, starts_at = :starts_at, time_zone = :time_zone,
                length_seconds = :length_seconds, rrule = :rrule, comment = :comment, author = :author,
                updated_at = :updated_at, cancelled_at = :cancelled_at, last_end = :last_end
            where id = :id
            """;
    private static final String REMIND = """
            insert into window_reminder (window_id, starts_at, which) values (:window, :startsAt, :which) on conflict do nothing
            """;
    private static final String FORGET = """
            with old as (delete from window_reminder where starts_at < :before - interval '400 days')
            delete from maintenance_window where last_end < :before or cancelled_at < :before
            """;
    private static final int MOST_COMPILED = 1000;

    private final JdbcClient jdbc;
    private final JsonColumns json;
    private final RowMapper<MaintenanceWindow> mapper = (row, number) -> read(row);

    /** Windows are read at each look at a group; their rules and regular expressions are compiled once. */
    private final Map<String, Compiled> compiled = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Compiled> eldest) {
            return size() > MOST_COMPILED;
        }
    };

    JdbcWindows(JdbcClient jdbc, JsonColumns json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    private record Compiled(Matchers matchers, Schedule schedule) {}

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
    public Optional<MaintenanceWindow> find(UUID id) {
        return jdbc.sql(FIND).param("id", id).query(mapper).optional();
    }

    @Override
    public Optional<MaintenanceWindow> lock(UUID id) {
        return jdbc.sql(LOCK).param("id", id).query(mapper).optional();
    }

    @Override
    public void add(MaintenanceWindow window) {
        jdbc.sql(ADD).params(columns(window)).update();
    }

    @Override
    public void update(MaintenanceWindow window) {
        jdbc.sql(UPDATE).params(columns(window)).update();
    }

    private Map<String, @Nullable Object> columns(MaintenanceWindow window) {
        Schedule schedule = window.schedule();
        Map<String, @Nullable Object> columns = new HashMap<>();
        columns.put("id", window.id());
        columns.put("kind", window.kind().name().toLowerCase(Locale.ROOT));
        columns.put("name", window.name());
        columns.put(
                "matchers",
                json.write(window.matchers().all().stream().map(Row::of).toList()));
        columns.put("starts_at", schedule.start());
        columns.put("time_zone", schedule.zone().getId());
        columns.put("length_seconds", schedule.length().toSeconds());
        columns.put("rrule", schedule.rule().orElse(null));
        columns.put("comment", window.comment());
        columns.put("author", window.made().by());
        columns.put("created_at", at(window.made().createdAt()));
        columns.put("updated_at", at(window.made().updatedAt()));
        columns.put("cancelled_at", at(window.cancelledAt()));
        columns.put("last_end", at(schedule.lastEnd().orElse(null)));
        return columns;
    }

    @Override
    public List<MaintenanceWindow> all() {
        return jdbc.sql(ALL).query(mapper).list();
    }

    @Override
    public List<MaintenanceWindow> living(Instant now) {
        return jdbc.sql(LIVING).param("now", at(now)).query(mapper).list();
    }

    @Override
    public boolean remind(UUID window, Occurrence occurrence, Reminded which) {
        return jdbc.sql(REMIND)
                        .param("window", window)
                        .param("startsAt", at(occurrence.startsAt()))
                        .param("which", which.name().toLowerCase(Locale.ROOT))
                        .update()
                == 1;
    }

    @Override
    public int forget(Instant before) {
        return jdbc.sql(FORGET).param("before", at(before)).update();
    }

    private MaintenanceWindow read(ResultSet row) throws SQLException {
        String matchers = row.getString("matchers");
        LocalDateTime start = row.getObject("starts_at", LocalDateTime.class);
        String zone = row.getString("time_zone");
        long seconds = row.getLong("length_seconds");
        String rule = row.getString("rrule");
        Compiled parts;
        synchronized (compiled) {
            parts = compiled.computeIfAbsent(
                    String.join("\0", matchers, start.toString(), zone, Long.toString(seconds), String.valueOf(rule)),
                    key -> new Compiled(
                            matchers(matchers),
                            Schedule.known(start, Duration.ofSeconds(seconds), ZoneId.of(zone), rule)));
        }
        return new MaintenanceWindow(
                row.getObject("id", UUID.class),
                MaintenanceWindow.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getString("name"),
                parts.matchers(),
                parts.schedule(),
                row.getString("comment"),
                new MaintenanceWindow.Made(
                        row.getString("author"), instant(row, "created_at"), instant(row, "updated_at"), false),
                instantOrNull(row, "cancelled_at"));
    }

    private Matchers matchers(String text) {
        return new Matchers(
                Arrays.stream(json.read(text, Row[].class)).map(Row::matcher).toList());
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
