package com.kaldrix.monitoring.common.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The publisher's side of the outbox table. */
final class OutboxRows {
    private static final String CLAIM = """
            select id, topic, type, body, attributes, attempts
            from outbox
            where next_attempt_at <= ?
            order by id
            limit ?
            for update skip locked
            """;
    private static final String DELETE = "delete from outbox where id = any (?)";
    private static final String POSTPONE = """
            update outbox
            set attempts = ?, next_attempt_at = ?, last_error = ?
            where id = ?
            """;
    private static final String PARK = """
            update outbox
            set attempts = attempts + 1, next_attempt_at = null, last_error = ?
            where id = ?
            """;
    private static final String BACKLOG = """
            select count(next_attempt_at) as pending,
                   count(*) - count(next_attempt_at) as parked,
                   min(created_at) filter (where next_attempt_at is not null) as oldest
            from outbox
            """;
    private static final TypeReference<Map<String, String>> ATTRIBUTES = new TypeReference<>() {};
    private static final int LONGEST_REASON = 1000;

    private final JdbcTemplate jdbc;
    private final JsonMapper json;

    OutboxRows(JdbcTemplate jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** What is to be sent again not before {@code next}. */
    record Postponed(UUID id, int attempts, Instant next, String reason) {}

    /**
     * What lies in the outbox.
     *
     * @param oldest when the oldest message that is not parked was written
     */
    record Backlog(long pending, long parked, Optional<Instant> oldest) {
        static final Backlog EMPTY = new Backlog(0, 0, Optional.empty());
    }

    /** Locks, until the transaction ends, up to {@code limit} rows that are due, in the order of their ids. */
    List<ClaimedMessage> claim(Instant now, int limit) {
        RowMapper<ClaimedMessage> mapper = (row, number) -> claimed(row);
        return jdbc.query(CLAIM, mapper, Timestamp.from(now), limit);
    }

    void delete(List<UUID> ids) {
        if (!ids.isEmpty()) {
            jdbc.update(DELETE, (Object) ids.toArray(UUID[]::new));
        }
    }

    void postpone(List<Postponed> postponed) {
        jdbc.batchUpdate(POSTPONE, postponed, Math.max(1, postponed.size()), (update, row) -> {
            update.setInt(1, row.attempts());
            update.setTimestamp(2, Timestamp.from(row.next()));
            update.setString(3, reason(row.reason()));
            update.setObject(4, row.id());
        });
    }

    void park(Map<UUID, String> reasons) {
        reasons.forEach((id, reason) -> jdbc.update(PARK, reason(reason), id));
    }

    Backlog backlog() {
        Backlog backlog = jdbc.queryForObject(
                BACKLOG,
                (row, number) -> new Backlog(
                        row.getLong("pending"),
                        row.getLong("parked"),
                        Optional.ofNullable(row.getTimestamp("oldest")).map(Timestamp::toInstant)));
        return backlog == null ? Backlog.EMPTY : backlog;
    }

    private ClaimedMessage claimed(ResultSet row) throws SQLException {
        OutboxMessage message = new OutboxMessage(
                row.getObject("id", UUID.class),
                row.getString("topic"),
                row.getString("type"),
                row.getString("body"),
                json.readValue(row.getString("attributes"), ATTRIBUTES));
        return new ClaimedMessage(message, row.getInt("attempts"));
    }

    private static String reason(String text) {
        String storable = text.replace('\0', ' ');
        return storable.length() <= LONGEST_REASON ? storable : storable.substring(0, LONGEST_REASON);
    }
}
