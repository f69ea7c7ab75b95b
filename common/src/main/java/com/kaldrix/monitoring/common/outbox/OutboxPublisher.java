package com.kaldrix.monitoring.common.outbox;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Moves messages from the outbox to their topics. Rows are claimed by a lock that lasts until their fate is written, so that
 * replicas never send the same row while both live; who dies after sending leaves the row, and the message is sent again.
 */
public final class OutboxPublisher {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxPublisher.class);

    private final OutboxRows rows;
    private final TopicPublisher topics;
    private final TransactionOperations transactions;
    private final Backoff backoff;
    private final OutboxMetrics metrics;
    private final Clock clock;
    private final Set<String> failingTopics = ConcurrentHashMap.newKeySet();

    OutboxPublisher(
            OutboxRows rows,
            TopicPublisher topics,
            TransactionOperations transactions,
            Backoff backoff,
            OutboxMetrics metrics,
            Clock clock) {
        this.rows = rows;
        this.topics = topics;
        this.transactions = transactions;
        this.backoff = backoff;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * What became of the claimed messages.
     *
     * @param published those that were sent and are gone
     * @param failed those that will be tried again
     * @param parked those that can never be sent and wait for a person
     */
    public record Counts(int published, int failed, int parked) {
        static final Counts NONE = new Counts(0, 0, 0);

        /** How many were claimed. */
        public int claimed() {
            return published + failed + parked;
        }
    }

    /**
     * Sends what is due and not claimed by somebody else.
     *
     * @param limit how many messages to claim at most
     */
    public Counts publishDue(int limit) {
        Counts counts = transactions.execute(status -> publishClaimed(rows.claim(clock.instant(), limit)));
        return counts == null ? Counts.NONE : counts;
    }

    private Counts publishClaimed(List<ClaimedMessage> claimed) {
        List<OutboxMessage> sendable = new ArrayList<>();
        Map<UUID, String> parked = new LinkedHashMap<>();
        for (ClaimedMessage row : claimed) {
            OutboxMessage message = row.message();
            if (Batches.fits(message)) {
                sendable.add(message);
            } else {
                parked.put(message.id(), tooLarge(message));
            }
        }
        Map<UUID, String> failed = send(sendable);
        List<UUID> published = sendable.stream()
                .map(OutboxMessage::id)
                .filter(id -> !failed.containsKey(id))
                .toList();
        rows.delete(published);
        rows.postpone(postponed(claimed, failed));
        rows.park(parked);
        return new Counts(published.size(), failed.size(), parked.size());
    }

    private Map<UUID, String> send(List<OutboxMessage> sendable) {
        Map<UUID, String> failed = new LinkedHashMap<>();
        for (List<OutboxMessage> batch : Batches.of(sendable)) {
            String topic = batch.getFirst().topic();
            Map<UUID, String> refused = send(topic, batch);
            failed.putAll(refused);
            metrics.sent(topic, batch.size() - refused.size(), refused.size());
            tellChange(topic, refused);
        }
        return failed;
    }

    private String tooLarge(OutboxMessage message) {
        metrics.oversize(message.topic());
        LOG.atError()
                .addKeyValue("topic", message.topic())
                .addKeyValue("type", message.type())
                .addKeyValue("messageId", message.id())
                .addKeyValue("bytes", message.bytes())
                .log("A message is too large for its topic and stays in the outbox");
        return message.bytes() + " bytes, more than the " + TopicPublisher.MOST_BYTES + " that a topic takes";
    }

    /** Failures repeat for as long as a topic is away: the log holds the first and the end. */
    private void tellChange(String topic, Map<UUID, String> refused) {
        if (refused.isEmpty()) {
            if (failingTopics.remove(topic)) {
                LOG.atInfo().addKeyValue("topic", topic).log("The topic takes messages again");
            }
        } else if (failingTopics.add(topic)) {
            LOG.atWarn()
                    .addKeyValue("topic", topic)
                    .addKeyValue("reason", refused.values().iterator().next())
                    .log("Messages could not be published; they are kept and tried again");
        }
    }

    private Map<UUID, String> send(String topic, List<OutboxMessage> batch) {
        try {
            Map<UUID, String> refused = new LinkedHashMap<>(topics.publish(topic, batch));
            refused.keySet().retainAll(batch.stream().map(OutboxMessage::id).toList());
            return refused;
        } catch (RuntimeException unreachable) {
            Map<UUID, String> refused = new LinkedHashMap<>();
            batch.forEach(message -> refused.put(message.id(), String.valueOf(unreachable.getMessage())));
            return refused;
        }
    }

    private List<OutboxRows.Postponed> postponed(List<ClaimedMessage> claimed, Map<UUID, String> failed) {
        Instant now = clock.instant();
        List<OutboxRows.Postponed> postponed = new ArrayList<>();
        for (ClaimedMessage row : claimed) {
            String reason = failed.get(row.message().id());
            if (reason != null) {
                int attempts = row.attempts() + 1;
                postponed.add(new OutboxRows.Postponed(
                        row.message().id(), attempts, now.plus(backoff.after(attempts)), reason));
            }
        }
        return postponed;
    }
}
