package com.kaldrix.monitoring.alert.incident;

import com.kaldrix.monitoring.alert.alert.Alert;
import com.kaldrix.monitoring.alert.held.HeldBy;
import com.kaldrix.monitoring.alert.incident.Incident.Hold;
import com.kaldrix.monitoring.alert.notify.Notification;
import com.kaldrix.monitoring.alert.receiver.Address;
import com.kaldrix.monitoring.alert.timeline.Timeline;
import com.kaldrix.monitoring.alert.timeline.TimelineEntry;
import com.kaldrix.monitoring.alert.timeline.TimelineEntry.Kind;
import com.kaldrix.monitoring.common.event.AlertLifecycle.Change;
import com.kaldrix.monitoring.common.label.Fingerprint;
import com.kaldrix.monitoring.common.severity.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes down what happens to incidents: in the timeline, as events for other services, and in metrics. */
@Component
class IncidentJournal {
    private static final String BY_HAND = "Escalated by hand";

    private final Timeline timeline;
    private final LifecycleEvents events;
    private final IncidentMetrics metrics;

    IncidentJournal(Timeline timeline, LifecycleEvents events, IncidentMetrics metrics) {
        this.timeline = timeline;
        this.events = events;
        this.metrics = metrics;
    }

    void opened(Incident incident, List<Alert> alerts, Instant now) {
        note(incident, Kind.OPENED, null, "Opened by " + Wording.alerts(alerts.size()), now);
        events.publish(incident, Change.OPENED, LifecycleEvents.Circumstances.opened(alerts), now);
        metrics.opened(incident);
    }

    void joined(Incident incident, int alerts, Instant now) {
        note(incident, Kind.ALERTS_JOINED, null, Wording.alerts(alerts) + " joined", now);
        metrics.grouped(alerts);
    }

    void left(Incident incident, int alerts, Instant now) {
        if (alerts > 0) {
            note(incident, Kind.ALERTS_LEFT, null, Wording.alerts(alerts) + " over", now);
        }
    }

    void raised(Incident incident, Severity before, Instant now) {
        note(incident, Kind.SEVERITY_RAISED, null, "From " + before + " to " + incident.severity(), now);
        events.publish(incident, Change.SEVERITY_RAISED, LifecycleEvents.Circumstances.NONE, now);
    }

    void notified(Incident incident, Notification.Kind kind, Address address, Instant now) {
        String what =
                switch (kind) {
                    case OPENED -> "First message";
                    case CHANGED -> "Change";
                    case REPEATED -> "Repetition";
                    case ESCALATED -> "Escalation";
                    case ACKNOWLEDGED -> "Acknowledgement";
                    case RESOLVED, OPENED_AND_RESOLVED -> "End";
                    case TEST -> "Test";
                    case NOTICE -> "Notice";
                };
        note(incident, Kind.NOTIFIED, null, what + " for " + address, now);
        if (kind == Notification.Kind.CHANGED) {
            events.publish(incident, Change.CHANGED, LifecycleEvents.Circumstances.NONE, now);
        }
    }

    void escalated(Incident incident, int step, String text, Instant now) {
        note(incident, Kind.ESCALATED, null, text, now);
        events.publish(incident, Change.ESCALATED, LifecycleEvents.Circumstances.step(step + 1), now);
        metrics.escalated(incident, step + 1);
    }

    void acknowledged(Incident incident, String actor, Instant now) {
        note(incident, Kind.ACKNOWLEDGED, actor, "Acknowledged", now);
        events.publish(incident, Change.ACKNOWLEDGED, LifecycleEvents.Circumstances.by(actor), now);
        metrics.acknowledged(incident, now);
    }

    void reopened(Incident incident, @Nullable String actor, String why, Instant now) {
        note(incident, Kind.REOPENED, actor, why, now);
        events.publish(incident, Change.REOPENED, LifecycleEvents.Circumstances.by(actor), now);
    }

    void snoozed(Incident incident, String actor, Instant now) {
        Instant until = incident.times().snoozedUntil();
        note(incident, Kind.SNOOZED, actor, "Quiet until " + Incident.Times.words(until), now);
        events.publish(incident, Change.SNOOZED, LifecycleEvents.Circumstances.by(actor), now);
    }

    void unsnoozed(Incident incident, Instant now) {
        note(incident, Kind.UNSNOOZED, null, "No longer quiet", now);
        events.publish(incident, Change.UNSNOOZED, LifecycleEvents.Circumstances.NONE, now);
    }

    void held(Incident incident, Hold hold, Instant now) {
        note(incident, Kind.HELD, null, "Held back by " + hold.reason().article(), now);
    }

    void released(Incident incident, Instant now) {
        note(incident, Kind.RELEASED, null, "No longer held back", now);
    }

    /** What a condition that is tried out would hold back. */
    void tried(Incident incident, Map<Fingerprint, List<HeldBy>> tried, Instant now) {
        tried.values().stream()
                .flatMap(List::stream)
                .map(HeldBy::words)
                .distinct()
                .sorted()
                .forEach(words ->
                        note(incident, Kind.TRIED, null, "Would be held back by " + words + ", tried out", now));
    }

    /** How many alerts windows and conditions hold back that they did not before. */
    void kept(int alerts) {
        metrics.kept(alerts);
    }

    void flapping(Incident incident, String rate, Instant now) {
        note(incident, Kind.FLAPPING, null, rate, now);
        metrics.flapping(incident);
    }

    void calm(Incident incident, String alert, Instant now) {
        note(incident, Kind.CALM, null, alert + " flaps no more", now);
    }

    /** It is told by another. */
    void absorbed(Incident incident, Incident summary, Instant now) {
        note(incident, Kind.ABSORBED, null, "Told together with others, by incident " + summary.id(), now);
        metrics.absorbed(incident);
    }

    void reassigned(Incident incident, String before, String actor, Instant now) {
        String text = "Handed over from " + before + " to " + incident.group().receiver();
        note(incident, Kind.REASSIGNED, actor, text, now);
        events.publish(incident, Change.CHANGED, LifecycleEvents.Circumstances.note(actor, text), now);
    }

    /** It goes on as a part of another. */
    void merged(Incident merged, Incident into, int alerts, String actor, Instant now) {
        note(merged, Kind.MERGED, actor, "Merged into incident " + into.id(), now);
        note(into, Kind.MERGED, actor, Wording.alerts(alerts) + " of incident " + merged.id() + " merged into it", now);
        events.publish(merged, Change.RESOLVED, LifecycleEvents.Circumstances.over(actor, alerts), now);
        events.publish(into, Change.CHANGED, LifecycleEvents.Circumstances.by(actor), now);
        metrics.resolved(merged, now);
    }

    void split(Incident from, Incident off, List<Alert> alerts, String actor, Instant now) {
        note(from, Kind.SPLIT, actor, Wording.alerts(alerts.size()) + " split off into incident " + off.id(), now);
        note(off, Kind.SPLIT, actor, "Split off from incident " + from.id(), now);
        events.publish(from, Change.CHANGED, LifecycleEvents.Circumstances.by(actor), now);
        opened(off, alerts, now);
    }

    void unreachable(Incident incident, Address address, Instant now) {
        note(
                incident,
                Kind.DELIVERY_FAILED,
                null,
                "The configuration has no " + address
                        + " any more, nor another means that is left; nobody was told by it",
                now);
    }

    void hastened(Incident incident, String actor, Instant now) {
        noted(incident, actor, BY_HAND, now);
    }

    /** When somebody had the next step of escalation taken last. */
    Optional<Instant> lastHastened(Incident incident) {
        return timeline.last(incident.id(), Kind.NOTED, BY_HAND);
    }

    void noted(Incident incident, String actor, String text, Instant now) {
        note(incident, Kind.NOTED, actor, text, now);
        events.publish(incident, Change.NOTED, LifecycleEvents.Circumstances.note(actor, text), now);
    }

    void resolved(Incident incident, int alerts, Instant now) {
        String actor = incident.resolvedBy();
        String told = incident.times().toldAt() == null ? "; over before anybody was told" : "";
        note(incident, Kind.RESOLVED, actor, "Resolved" + told, now);
        events.publish(incident, Change.RESOLVED, LifecycleEvents.Circumstances.over(actor, alerts), now);
        metrics.resolved(incident, now);
    }

    void moved(Incident incident, String why, Instant now) {
        note(incident, Kind.MOVED, null, why, now);
        events.publish(incident, Change.RESOLVED, LifecycleEvents.Circumstances.by(incident.resolvedBy()), now);
        metrics.resolved(incident, now);
    }

    private void note(Incident incident, Kind kind, @Nullable String actor, String text, Instant now) {
        timeline.add(
                actor == null
                        ? TimelineEntry.of(incident.id(), now, kind, text)
                        : TimelineEntry.by(actor, incident.id(), now, kind, text));
    }
}
