package com.kaldrix.monitoring.common.outbox;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/** The outbox as a table of the service's own database; {@code kaldrix/outbox.sql} has its definition. */
final class JdbcOutbox implements Outbox {
    private static final String INSERT = """
            insert into outbox (id, topic, type, body, attributes, created_at, next_attempt_at)
            values (?, ?, ?, ?, cast(? as jsonb), ?, ?)
            """;

    private final JdbcTemplate jdbc;
    private final JsonMapper json;
    private final Clock clock;
    private final OutboxSignal signal;

    JdbcOutbox(JdbcTemplate jdbc, JsonMapper json, Clock clock, OutboxSignal signal) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
        this.signal = signal;
    }

    @Override
    public void append(List<OutboxMessage> messages) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("an outbox message belongs into the transaction of what it tells of");
        }
        if (messages.isEmpty()) {
            return;
        }
        Timestamp now = Timestamp.from(clock.instant());
        jdbc.batchUpdate(INSERT, messages, messages.size(), (insert, message) -> {
            insert.setObject(1, message.id());
            insert.setString(2, message.topic());
            insert.setString(3, message.type());
            insert.setString(4, message.body());
            insert.setString(5, json.writeValueAsString(message.attributes()));
            insert.setTimestamp(6, now);
            insert.setTimestamp(7, now);
        });
        wakeAfterCommit();
    }

    private void wakeAfterCommit() {
        boolean known =
                TransactionSynchronizationManager.getSynchronizations().stream().anyMatch(WakeUp.class::isInstance);
        if (!known) {
            TransactionSynchronizationManager.registerSynchronization(new WakeUp(signal));
        }
    }

    private record WakeUp(OutboxSignal signal) implements TransactionSynchronization {
        @Override
        public void afterCommit() {
            signal.ring();
        }
    }
}
