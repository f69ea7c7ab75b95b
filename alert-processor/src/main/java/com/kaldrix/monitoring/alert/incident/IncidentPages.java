package com.kaldrix.monitoring.alert.incident;

import com.kaldrix.monitoring.alert.alert.Alert;
import com.kaldrix.monitoring.alert.alert.AlertRows;
import com.kaldrix.monitoring.alert.incident.IncidentQuery.Sort;
import com.kaldrix.monitoring.common.json.JsonColumns;
import com.kaldrix.monitoring.common.page.Cursor;
import com.kaldrix.monitoring.common.page.Page;
import com.kaldrix.monitoring.common.problem.InvalidRequestException;
import com.kaldrix.monitoring.common.web.Scan;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Incidents as people look for them. */
@Repository
class IncidentPages {
    private static final String LISTED = """
            select * from (
                select %s,
                       coalesce((select at from timeline t where t.incident_id = incident.id order by t.id desc limit 1),
                                opened_at) as updated_at
                from incident
            ) as listed
            where true
            """.formatted(IncidentSql.COLUMNS);

    private static final String FIND = LISTED + " and id = :id";

    private static final String COUNTS = """
            select m.incident_id, count(*) filter (where m.left_at is null and a.ends_at > :now) as firing, count(*) as alerts
            from incident_alert m left join alert a using (fingerprint)
            where m.incident_id = any(:ids)
            group by m.incident_id
            """;

    private static final String MEMBERS = """
            select m.joined_at, m.left_at, m.snapshot,
                   a.labels, a.derived, a.annotations, a.starts_at, a.ends_at, a.updated_at, a.timed_out, a.severity, a.link
            from incident_alert m left join alert a on a.fingerprint = m.fingerprint and m.left_at is null
            where m.incident_id = :incident and (m.left_at is not null or a.fingerprint is not null)
            order by m.left_at nulls first, a.ends_at <= :now, a.severity, a.starts_at, m.fingerprint
            limit :limit
            """;

    private final JdbcClient jdbc;
    private final JsonColumns json;
    private final AlertRows rows;

    IncidentPages(JdbcClient jdbc, JsonColumns json, AlertRows rows) {
        this.jdbc = jdbc;
        this.json = json;
        this.rows = rows;
    }

    /**
     * An incident in a list.
     *
     * @param incident the incident
     * @param updatedAt when anything last happened to it
     */
    record Listed(Incident incident, Instant updatedAt) {}

    /**
     * How many alerts an incident has.
     *
     * @param firing those that fire
     * @param total all that ever belonged to it
     */
    record Counts(int firing, int total) {
        static final Counts NONE = new Counts(0, 0);
    }

    Page<Listed> page(IncidentQuery query) {
        return Scan.page(
                (after, limit) -> list(query, after, limit),
                query.cursor(),
                query.pageSize(),
                listed -> query.matchers().matches(listed.incident().group().labels()),
                listed -> place(query, listed));
    }

    Optional<Listed> find(UUID id) {
        return jdbc.sql(FIND).param("id", id).query(this::listed).optional();
    }

    /** Alerts by incident; an incident without any is left out. */
    Map<UUID, Counts> counts(Collection<UUID> incidents, Instant now) {
        Map<UUID, Counts> counts = new HashMap<>();
        jdbc.sql(COUNTS)
                .param("ids", incidents.toArray(UUID[]::new))
                .param("now", at(now))
                .query(row -> {
                    counts.put(
                            row.getObject("incident_id", UUID.class),
                            new Counts(row.getInt("firing"), row.getInt("alerts")));
                });
        return counts;
    }

    /** Alerts that belong or belonged to an incident: those that fire first, the most severe of them first. */
    List<Member> members(UUID incident, Instant now, int limit) {
        return jdbc.sql(MEMBERS)
                .param("incident", incident)
                .param("now", at(now))
                .param("limit", limit)
                .query((row, number) -> {
                    boolean left = row.getObject("left_at") != null;
                    Alert alert = left ? json.read(row.getString("snapshot"), Alert.class) : rows.read(row);
                    return new Member(alert, instant(row, "joined_at"), left);
                })
                .list();
    }

    private List<Listed> list(IncidentQuery query, @Nullable Cursor after, int limit) {
        Statement statement = new Statement(query);
        statement.filter();
        if (after != null) {
            statement.after(after);
        }
        return jdbc.sql(statement.sql(limit))
                .params(statement.parameters)
                .query(this::listed)
                .list();
    }

    private Listed listed(java.sql.ResultSet row, int number) throws java.sql.SQLException {
        return new Listed(JdbcIncidents.read(row, json), instant(row, "updated_at"));
    }

    private static Cursor place(IncidentQuery query, Listed listed) {
        Incident incident = listed.incident();
        String value =
                switch (query.sorted()) {
                    case OPENED_AT -> incident.times().openedAt().toString();
                    case SEVERITY ->
                        incident.severity().ordinal() + " " + incident.times().openedAt();
                    case UPDATED -> listed.updatedAt().toString();
                };
        return new Cursor(order(query) + value, incident.id());
    }

    private static String order(IncidentQuery query) {
        return query.sorted() + (query.descending() ? " desc " : " asc ");
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(java.sql.ResultSet row, String column) throws java.sql.SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** One statement in the making. All keys of an order go the same way, so that one comparison of rows finds the place. */
    private static final class Statement {
        private final IncidentQuery query;
        private final StringBuilder conditions = new StringBuilder();
        private final Map<String, Object> parameters = new HashMap<>();

        Statement(IncidentQuery query) {
            this.query = query;
        }

        void filter() {
            if (!query.states().isEmpty()) {
                add("state = any(:states)", "states", words(query.states()));
            }
            if (!query.severities().isEmpty()) {
                Integer[] severities =
                        query.severities().stream().map(Enum::ordinal).toArray(Integer[]::new);
                add("severity = any(:severities::smallint[])", "severities", severities);
            }
            addIfGiven("region = :region", "region", query.region());
            addIfGiven("receiver = :receiver", "receiver", query.receiver());
            if (query.from() != null) {
                add("opened_at >= :from", "from", at(query.from()));
            }
            if (query.to() != null) {
                add("opened_at < :to", "to", at(query.to()));
            }
            if (query.q() != null) {
                String literal =
                        query.q().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
                add("title ilike :text", "text", "%" + literal + "%");
            }
        }

        private static String[] words(List<Incident.State> states) {
            return states.stream()
                    .map(state -> state.name().toLowerCase(Locale.ROOT))
                    .toArray(String[]::new);
        }

        private void addIfGiven(String condition, String name, @Nullable String value) {
            if (value != null) {
                add(condition, name, value);
            }
        }

        private void add(String condition, String name, Object value) {
            conditions.append(" and ").append(condition);
            parameters.put(name, value);
        }

        void after(Cursor cursor) {
            if (!cursor.key().startsWith(order(query))) {
                throw new InvalidRequestException("cursor", "is of a list in another order");
            }
            String value = cursor.key().substring(order(query).length());
            String than = query.descending() ? "<" : ">";
            try {
                if (query.sorted() == Sort.SEVERITY) {
                    int space = value.indexOf(' ');
                    parameters.put("key", -Integer.parseInt(value.substring(0, space)));
                    add(
                            "(-severity, opened_at, id) " + than + " (:key, :time, :id)",
                            "time",
                            time(value.substring(space + 1)));
                } else {
                    add("(" + column() + ", id) " + than + " (:time, :id)", "time", time(value));
                }
            } catch (DateTimeException | NumberFormatException | StringIndexOutOfBoundsException e) {
                throw new InvalidRequestException("cursor", "must be the 'next' of an earlier page");
            }
            parameters.put("id", cursor.id());
        }

        private static OffsetDateTime time(String text) {
            Instant time = Instant.parse(text);
            if (time.atOffset(ZoneOffset.UTC).getYear() > 9999
                    || time.atOffset(ZoneOffset.UTC).getYear() < 1) {
                throw new DateTimeException("no time of an incident");
            }
            return at(time);
        }

        private String column() {
            return query.sorted() == Sort.UPDATED ? "updated_at" : "opened_at";
        }

        String sql(int limit) {
            String direction = query.descending() ? " desc" : " asc";
            String keys = query.sorted() == Sort.SEVERITY
                    ? "-severity" + direction + ", opened_at" + direction
                    : column() + direction;
            return LISTED + conditions + " order by " + keys + ", id" + direction + " limit " + limit;
        }
    }
}
