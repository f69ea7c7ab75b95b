package com.kaldrix.monitoring.anomaly.event;

import com.kaldrix.monitoring.anomaly.anomaly.Anomalies;
import com.kaldrix.monitoring.anomaly.anomaly.Anomaly;
import com.kaldrix.monitoring.anomaly.anomaly.Anomaly.Expected;
import com.kaldrix.monitoring.anomaly.suppress.Suppression;
import com.kaldrix.monitoring.anomaly.suppress.Suppression.Direction;
import com.kaldrix.monitoring.anomaly.suppress.Suppression.Margin;
import com.kaldrix.monitoring.anomaly.suppress.Suppression.Origin;
import com.kaldrix.monitoring.anomaly.suppress.Suppressions;
import com.kaldrix.monitoring.common.audit.AuditLog;
import com.kaldrix.monitoring.common.id.Ids;
import com.kaldrix.monitoring.common.label.Matcher;
import com.kaldrix.monitoring.common.label.Matchers;
import com.kaldrix.monitoring.common.problem.NotFoundException;
import com.kaldrix.monitoring.common.security.Actor;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** What people do with events: each change, its entry in the timeline and in the audit log are one transaction. */
@Component
class EventReview {
    private final Events events;
    private final Anomalies anomalies;
    private final Suppressions suppressions;
    private final AuditLog audit;
    private final TransactionOperations transactions;
    private final Clock clock;

    EventReview(
            Events events,
            Anomalies anomalies,
            Suppressions suppressions,
            AuditLog audit,
            TransactionOperations transactions,
            Clock clock) {
        this.events = events;
        this.anomalies = anomalies;
        this.suppressions = suppressions;
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
        return Objects.requireNonNull(transactions.execute(transaction -> {
            // Nobody joins anomalies meanwhile, and so nobody writes the event as it was.
            events.lock();
            Event event = events.find(id).orElseThrow(() -> new NotFoundException("event", id));
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            Event said = status == null ? event : event.with(status);
            events.keep(said, now);
            if (status == EventStatus.FALSE_POSITIVE) {
                // A margin in units of the metric says nothing about a correlation or a forecast.
                anomalies.ofEvent(id).stream()
                        .filter(Anomaly::isOfReading)
                        .forEach(anomaly -> suppressions.add(rule(anomaly, text, actor, now)));
            }
            events.add(id, new Entry(Ids.next(), now, actor.name(), action, text));
            audit.record(
                    actor,
                    "anomaly-event." + action,
                    "anomaly-event/" + id,
                    text.isEmpty() ? Map.of() : Map.of("text", text));
            return said;
        }));
    }

    /** Nobody is told again of what is no further out than this was, in the same series and direction. */
    private static Suppression rule(Anomaly anomaly, String why, Actor actor, Instant now) {
        double value = anomaly.peak().value();
        Expected expected = anomaly.peak().expected();
        boolean above = value > expected.high();
        boolean below = value < expected.low();
        Margin margin = above
                ? new Margin(value - expected.high(), null)
                : below ? new Margin(expected.low() - value, null) : Margin.ANY;
        List<Matcher> labels = anomaly.series().asMap().entrySet().stream()
                .map(label -> Matcher.equal(label.getKey(), label.getValue()))
                .toList();
        return new Suppression(
                Ids.next(),
                new Matchers(labels),
                above ? Direction.ABOVE : below ? Direction.BELOW : Direction.BOTH,
                margin,
                null,
                null,
                new Origin(actor.name(), now, "false positive: " + why));
    }
}
