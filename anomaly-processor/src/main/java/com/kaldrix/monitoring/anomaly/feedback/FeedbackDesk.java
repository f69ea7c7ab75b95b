package com.kaldrix.monitoring.anomaly.feedback;

import com.kaldrix.monitoring.anomaly.anomaly.Anomaly;
import com.kaldrix.monitoring.anomaly.event.Event;
import com.kaldrix.monitoring.anomaly.event.Verdicts;
import com.kaldrix.monitoring.anomaly.settings.Adjustment;
import com.kaldrix.monitoring.anomaly.suppress.Suppression.Origin;
import com.kaldrix.monitoring.anomaly.suppress.Suppressions;
import com.kaldrix.monitoring.common.audit.AuditLog;
import com.kaldrix.monitoring.common.id.Ids;
import com.kaldrix.monitoring.common.label.Matchers;
import com.kaldrix.monitoring.common.security.Actor;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes down what people say, and what follows from it; always in the caller's transaction. */
@Component
class FeedbackDesk implements Verdicts {
    private final Feedbacks feedbacks;
    private final Suppressions suppressions;
    private final AuditLog audit;
    private final Clock clock;

    FeedbackDesk(Feedbacks feedbacks, Suppressions suppressions, AuditLog audit, Clock clock) {
        this.feedbacks = feedbacks;
        this.suppressions = suppressions;
        this.audit = audit;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public void said(Event event, List<Anomaly> anomalies, String text, Actor actor) {
        switch (event.status()) {
            case RESOLVED -> incident(event.id(), anomalies, text, actor);
            case FALSE_POSITIVE -> falsePositive(event.id(), anomalies, text, actor);
            case EXPECTED -> expected(event.id(), anomalies, Terms.NONE, text, actor);
            case OPEN, ACKNOWLEDGED, INVESTIGATING -> {}
        }
    }

    @Nullable
    Feedback incident(@Nullable UUID event, List<Anomaly> anomalies, String text, Actor actor) {
        return ofAnomalies(
                FeedbackKind.INCIDENT, event, anomalies, text, actor, Consequences.incident(anomalies, now()));
    }

    /** Rules for each series, and a higher threshold for its like. */
    @Nullable
    Feedback falsePositive(@Nullable UUID event, List<Anomaly> anomalies, String text, Actor actor) {
        Feedback made = ofAnomalies(
                FeedbackKind.FALSE_POSITIVE, event, anomalies, text, actor, Consequences.lessEager(anomalies, now()));
        if (made != null) {
            Origin origin = new Origin(actor.name(), made.at(), "false positive: " + text);
            // A margin in units of the metric says nothing about a correlation or a forecast.
            anomalies.stream()
                    .filter(Anomaly::isOfReading)
                    .forEach(one -> suppressions.add(Consequences.noFurtherOut(one, origin), made.id()));
        }
        return made;
    }

    @Nullable
    Feedback expected(@Nullable UUID event, List<Anomaly> anomalies, Terms terms, String text, Actor actor) {
        List<Matchers> series = anomalies.stream()
                .map(Anomaly::series)
                .map(Consequences::exactly)
                .distinct()
                .toList();
        if (series.isEmpty()) {
            return null;
        }
        replace(event, actor);
        return ofSeries(event, series, terms, text, actor);
    }

    private Feedback ofSeries(@Nullable UUID event, List<Matchers> series, Terms terms, String text, Actor actor) {
        Adjustment adjustment = Consequences.notLearnt(series, now(), terms);
        Feedback made = keep(FeedbackKind.EXPECTED, event, text, actor, adjustment);
        Origin origin = new Origin(actor.name(), made.at(), "expected: " + text);
        series.forEach(one -> suppressions.add(Consequences.expected(one, terms, origin), made.id()));
        return made;
    }

    /** Of series, whatever was found in them. */
    Feedback expected(Matchers series, Terms terms, String text, Actor actor) {
        return ofSeries(null, List.of(series), terms, text, actor);
    }

    private @Nullable Feedback ofAnomalies(
            FeedbackKind kind,
            @Nullable UUID event,
            List<Anomaly> anomalies,
            String text,
            Actor actor,
            Adjustment adjustment) {
        if (anomalies.isEmpty()) {
            return null;
        }
        replace(event, actor);
        return keep(kind, event, text, actor, adjustment);
    }

    private Feedback keep(FeedbackKind kind, @Nullable UUID event, String text, Actor actor, Adjustment adjustment) {
        Feedback made = new Feedback(Ids.next(), kind, event, text, adjustment, actor.name(), now());
        feedbacks.add(made);
        audit.record(actor, "feedback.create", "feedback/" + made.id(), Map.of("kind", kind.word(), "reason", text));
        return made;
    }

    /** Of an event the last word counts, and what followed from earlier ones is taken back. */
    private void replace(@Nullable UUID event, Actor actor) {
        if (event != null) {
            feedbacks.ofEvent(event).forEach(earlier -> withdraw(earlier, actor));
        }
    }

    /** Takes back what was said and all that followed from it. */
    void withdraw(Feedback feedback, Actor actor) {
        suppressions.removeOf(feedback.id());
        feedbacks.withdraw(feedback.id(), actor.name(), now());
        audit.record(
                actor,
                "feedback.delete",
                "feedback/" + feedback.id(),
                Map.of("kind", feedback.kind().word()));
    }
}
