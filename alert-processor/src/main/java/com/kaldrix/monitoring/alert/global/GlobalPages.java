package com.kaldrix.monitoring.alert.global;

import static com.kaldrix.monitoring.alert.global.GlobalRows.at;
import static com.kaldrix.monitoring.alert.global.GlobalRows.instant;

import com.kaldrix.monitoring.alert.global.GlobalIncident.Part;
import com.kaldrix.monitoring.common.page.Cursor;
import com.kaldrix.monitoring.common.page.Page;
import com.kaldrix.monitoring.common.problem.InvalidRequestException;
import com.kaldrix.monitoring.common.severity.Severity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Global incidents as people look for them. */
@Repository
class GlobalPages {
    private static final String LISTED =
            "select id, title, state, severity, opened_at, resolved_at, updated_at from global_incident g where true";

    private static final String PARTS = "select global_id, " + GlobalRows.COLUMNS
            + " from regional_incident where global_id = any(:ids) order by opened_at, id";

    private final JdbcClient jdbc;

    GlobalPages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The newest first. */
    Page<GlobalIncident> page(GlobalQuery query) {
        Map<String, Object> parameters = new HashMap<>();
        StringBuilder sql = new StringBuilder(LISTED);
        filter(query, sql, parameters);
        Cursor cursor = query.cursor();
        if (cursor != null) {
            sql.append(" and (opened_at, id) < (:after, :after_id)");
            try {
                parameters.put("after", at(cursor.instant()));
            } catch (IllegalArgumentException e) {
                throw new InvalidRequestException("cursor", String.valueOf(e.getMessage()));
            }
            parameters.put("after_id", cursor.id());
        }
        sql.append(" order by opened_at desc, id desc limit :limit");
        parameters.put("limit", query.pageSize() + 1);
        List<GlobalIncident> found = jdbc.sql(sql.toString())
                .params(parameters)
                .query(GlobalPages::read)
                .list();
        return withParts(Page.of(
                found,
                query.pageSize(),
                incident -> new Cursor(incident.openedAt().toString(), incident.id())));
    }

    Optional<GlobalIncident> find(UUID id) {
        List<GlobalIncident> found = jdbc.sql(LISTED + " and id = :id")
                .param("id", id)
                .query(GlobalPages::read)
                .list();
        return withParts(new Page<>(found, null)).items().stream().findFirst();
    }

    private static void filter(GlobalQuery query, StringBuilder sql, Map<String, Object> parameters) {
        if (!query.states().isEmpty()) {
            sql.append(" and state = any(:states)");
            parameters.put(
                    "states",
                    query.states().stream()
                            .map(state -> state.name().toLowerCase(Locale.ROOT))
                            .toArray(String[]::new));
        }
        if (!query.severities().isEmpty()) {
            sql.append(" and severity = any(:severities::smallint[])");
            parameters.put(
                    "severities", query.severities().stream().map(Enum::ordinal).toArray(Integer[]::new));
        }
        if (query.region() != null) {
            sql.append(
                    " and exists (select 1 from regional_incident r where r.global_id = g.id and r.region = :region)");
            parameters.put("region", query.region());
        }
        if (query.regions() != null) {
            sql.append(
                    " and (select count(distinct r.region) from regional_incident r where r.global_id = g.id) >= :regions");
            parameters.put("regions", query.regions());
        }
        if (query.from() != null) {
            sql.append(" and opened_at >= :from");
            parameters.put("from", at(query.from()));
        }
        if (query.to() != null) {
            sql.append(" and opened_at < :to");
            parameters.put("to", at(query.to()));
        }
        if (query.q() != null) {
            sql.append(" and title ilike :text");
            parameters.put(
                    "text",
                    "%" + query.q().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%");
        }
    }

    private Page<GlobalIncident> withParts(Page<GlobalIncident> page) {
        Map<UUID, List<Part>> parts = new HashMap<>();
        jdbc.sql(PARTS)
                .param("ids", page.items().stream().map(GlobalIncident::id).toArray(UUID[]::new))
                .query(row -> {
                    parts.computeIfAbsent(row.getObject("global_id", UUID.class), id -> new ArrayList<>())
                            .add(part(GlobalRows.read(row)));
                });
        return page.map(incident -> new GlobalIncident(
                incident.id(),
                incident.title(),
                incident.state(),
                incident.severity(),
                incident.openedAt(),
                incident.resolvedAt(),
                incident.updatedAt(),
                parts.getOrDefault(incident.id(), List.of())));
    }

    private static Part part(RegionalIncident incident) {
        return new Part(
                incident.id(),
                incident.region(),
                incident.words().title(),
                incident.receiver(),
                incident.standing().state().name().toLowerCase(Locale.ROOT),
                incident.words().severity(),
                incident.openedAt(),
                incident.standing().resolvedAt());
    }

    private static GlobalIncident read(ResultSet row, int number) throws SQLException {
        return new GlobalIncident(
                row.getObject("id", UUID.class),
                row.getString("title"),
                row.getString("state"),
                Severity.values()[row.getInt("severity")],
                instant(row, "opened_at"),
                instantOrNull(row, "resolved_at"),
                instant(row, "updated_at"),
                List.of());
    }

    static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
