package com.kaldrix.monitoring.alert.notify;

import com.kaldrix.monitoring.alert.notify.DeliveryDetails.Attempt;
import com.kaldrix.monitoring.common.page.Cursor;
import com.kaldrix.monitoring.common.page.Page;
import com.kaldrix.monitoring.common.problem.InvalidRequestException;
import com.kaldrix.monitoring.common.severity.Severity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Deliveries as people look for them. */
@Repository
class DeliveryPages implements Reached.Lookup {
    private static final String ORDER = "notifications";

    private static final String COLUMNS = """
            select d.id, d.incident_id, d.receiver, d.integration, d.kind, d.severity, d.state, d.created_at, d.expires_at,
                   d.delivered_at, d.next_attempt_at, d.uncertain, d.fallback_of, d.last_error,
                   d.notification #>> '{incident,title}' as title
            from delivery d
            """;

    private static final String ATTEMPTS = """
            select delivery_id, number, replica, started_at, ended_at, outcome, reason from delivery_attempt
            where delivery_id = any(:ids) order by delivery_id, number
            """;

    private static final String REACHED = """
            select integration,
                   count(*) filter (where state = 'delivered') as delivered,
                   count(*) filter (where state in ('pending', 'sending')) as pending,
                   count(*) filter (where state in ('rejected', 'expired')) as failed,
                   max(delivered_at) as last_delivered_at,
                   (array_agg(last_error order by id desc) filter (where state not in ('delivered', 'superseded')))[1] as last_error
            from delivery where incident_id = :incident
            group by integration order by min(id::text)
            """;

    private final JdbcClient jdbc;

    DeliveryPages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The newest first. */
    Page<DeliveryDetails> page(DeliveryQuery query) {
        List<String> conditions = new ArrayList<>();
        Map<String, Object> parameters = new HashMap<>();
        if (query.incident() != null) {
            conditions.add("d.incident_id = :incident");
            parameters.put("incident", query.incident());
        }
        if (query.receiver() != null) {
            conditions.add("d.receiver = :receiver");
            parameters.put("receiver", query.receiver());
        }
        if (!query.states().isEmpty()) {
            conditions.add("d.state = any(:states)");
            parameters.put("states", DeliveryQuery.words(query.states()));
        }
        if (!query.kinds().isEmpty()) {
            conditions.add("d.kind = any(:kinds)");
            parameters.put("kinds", DeliveryQuery.words(query.kinds()));
        }
        if (query.cursor() != null) {
            if (!query.cursor().key().equals(ORDER)) {
                throw new InvalidRequestException("cursor", "is not of this list");
            }
            conditions.add("d.id < :after");
            parameters.put("after", query.cursor().id());
        }
        String where = conditions.isEmpty() ? "" : "where " + String.join(" and ", conditions);
        int limit = query.pageSize();
        List<DeliveryDetails> found = jdbc.sql(COLUMNS + where + " order by d.id desc limit " + (limit + 1))
                .params(parameters)
                .query((row, number) -> read(row))
                .list();
        return withAttempts(Page.of(found, limit, delivery -> new Cursor(ORDER, delivery.id())));
    }

    Optional<DeliveryDetails> find(UUID id) {
        List<DeliveryDetails> found = jdbc.sql(COLUMNS + "where d.id = :id")
                .param("id", id)
                .query((row, number) -> read(row))
                .list();
        return withAttempts(new Page<>(found, null)).items().stream().findFirst();
    }

    private Page<DeliveryDetails> withAttempts(Page<DeliveryDetails> page) {
        Map<UUID, List<Attempt>> attempts =
                attempts(page.items().stream().map(DeliveryDetails::id).toList());
        return page.map(delivery -> delivery.with(attempts.getOrDefault(delivery.id(), List.of())));
    }

    private Map<UUID, List<Attempt>> attempts(Collection<UUID> deliveries) {
        Map<UUID, List<Attempt>> attempts = new HashMap<>();
        jdbc.sql(ATTEMPTS).param("ids", deliveries.toArray(UUID[]::new)).query(row -> {
            attempts.computeIfAbsent(row.getObject("delivery_id", UUID.class), id -> new ArrayList<>())
                    .add(new Attempt(
                            row.getInt("number"),
                            row.getString("replica"),
                            instant(row, "started_at"),
                            instantOrNull(row, "ended_at"),
                            row.getString("outcome"),
                            textOrNull(row, "reason")));
        });
        return attempts;
    }

    @Override
    public List<Reached> of(UUID incident) {
        return jdbc.sql(REACHED)
                .param("incident", incident)
                .query((row, number) -> new Reached(
                        row.getString("integration"),
                        row.getInt("delivered"),
                        row.getInt("pending"),
                        row.getInt("failed"),
                        instantOrNull(row, "last_delivered_at"),
                        textOrNull(row, "last_error")))
                .list();
    }

    private static DeliveryDetails read(ResultSet row) throws SQLException {
        boolean waiting = row.getString("state").equals("pending");
        return new DeliveryDetails(
                row.getObject("id", UUID.class),
                row.getObject("incident_id", UUID.class),
                row.getString("title"),
                row.getString("kind"),
                Severity.values()[row.getInt("severity")],
                row.getString("receiver"),
                row.getString("integration"),
                row.getString("state"),
                instant(row, "created_at"),
                instantOrNull(row, "delivered_at"),
                waiting ? instantOrNull(row, "next_attempt_at") : null,
                instant(row, "expires_at"),
                row.getBoolean("uncertain"),
                row.getObject("fallback_of", UUID.class),
                textOrNull(row, "last_error"),
                List.of());
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static @Nullable String textOrNull(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        return text == null || text.isEmpty() ? null : text;
    }
}
