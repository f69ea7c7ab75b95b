package com.kaldrix.monitoring.anomaly.event;

import com.kaldrix.monitoring.anomaly.anomaly.Anomalies;
import com.kaldrix.monitoring.anomaly.anomaly.Anomaly;
import com.kaldrix.monitoring.common.audit.AuditLog;
import com.kaldrix.monitoring.common.id.Ids;
import com.kaldrix.monitoring.common.problem.NotFoundException;
import com.kaldrix.monitoring.common.security.Actor;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** What people do with events: each change, its entry in the timeline and in the audit log are one transaction. */
@Component
public class EventReview {
    private final Events events;
    private final Anomalies anomalies;
    private final Verdicts verdicts;
    private final AuditLog audit;
    private final TransactionOperations transactions;
    private final Clock clock;

    EventReview(
            Events events,
            Anomalies anomalies,
            Verdicts verdicts,
            AuditLog audit,
            TransactionOperations transactions,
            Clock clock) {
        this.events = events;
        this.anomalies = anomalies;
        this.verdicts = verdicts;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Says what an event is.
     *
     * @param status null to leave it as it is
     * @param text a note or a cause; empty for none
     * @throws NotFoundException if there is none of that id
     */
    Event say(UUID id, @Nullable EventStatus status, String action, String text, Actor actor) {
        return say(id, status, action, text, actor, (event, all) -> {
            if (status != null) {
                verdicts.said(event, all, text, actor);
            }
        });
    }

    /**
     * As when it is said through the events' own verbs, with what else follows from it, in the same transaction.
     *
     * @param follows gets the event as it is now, and its anomalies
     */
    public Event say(
            UUID id,
            @Nullable EventStatus status,
            String action,
            String text,
            Actor actor,
            BiConsumer<Event, List<Anomaly>> follows) {
        return Objects.requireNonNull(transactions.execute(transaction -> {
            // Nobody joins anomalies meanwhile, and so nobody writes the event as it was.
            events.lock();
            Event event = events.find(id).orElseThrow(() -> new NotFoundException("event", id));
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            Event said = status == null ? event : event.with(status);
            events.keep(said, now);
            follows.accept(said, anomalies.ofEvent(id));
            events.add(id, new Entry(Ids.next(), now, actor.name(), action, text));
            audit.record(
                    actor,
                    "anomaly-event." + action,
                    "anomaly-event/" + id,
                    text.isEmpty() ? Map.of() : Map.of("text", text));
            return said;
        }));
    }
}
