package com.kaldrix.monitoring.alert.notify;

import com.kaldrix.monitoring.common.label.Fingerprint;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.severity.Severity;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one integration of one receiver is told of one change of one incident. It is complete: a channel needs nothing else
 * to write its message, and writes the same message again when asked again.
 *
 * @param delivery identity of this delivery; the same at each attempt, so it serves as idempotency key
 * @param kind what happened
 * @param incident what it happened to
 * @param receiver name of the receiver that is told
 * @param alerts firing ones first, then by severity and start
 * @param notes sentences that a reader must see, such as why it was sent here; in order, often empty
 * @param dedupKey what joins all messages on the same incident at a channel that knows such keys (PagerDuty); an
 *     escalation step has its own
 * @param at when the change was decided
 * @param choice what somebody has to agree to; null when there is nothing, and in what was written before there was any
 */
public record Notification(
        UUID delivery,
        Kind kind,
        Incident incident,
        String receiver,
        List<AlertView> alerts,
        List<String> notes,
        String dedupKey,
        Instant at,
        @Nullable Choice choice) {

    /**
     * What somebody has to agree to before a machine does it.
     *
     * @param remediation its id
     * @param words what would be done
     */
    public record Choice(UUID remediation, String words) {}

    /** One that asks nobody for anything. */
    public Notification(
            UUID delivery,
            Kind kind,
            Incident incident,
            String receiver,
            List<AlertView> alerts,
            List<String> notes,
            String dedupKey,
            Instant at) {
        this(delivery, kind, incident, receiver, alerts, notes, dedupKey, at, null);
    }

    /** What happened. */
    public enum Kind {
        /** The first message on an incident. */
        OPENED,
        /** Alerts joined or left. */
        CHANGED,
        /** Nothing changed, and the repeat interval has passed. */
        REPEATED,
        /** Nobody answered in time: the next people are told. */
        ESCALATED,
        /** Somebody has taken it: shown where it was told, so that nobody else gets up; nobody is called for it. */
        ACKNOWLEDGED,
        /** All alerts are over. */
        RESOLVED,
        /** It fired and was over before this channel could say so. */
        OPENED_AND_RESOLVED,
        /** Somebody tries the receiver out; no incident stands behind it. */
        TEST,
        /** People should know, and nobody has to act: no incident stands behind it. */
        NOTICE;

        /** Whether an incident stands behind it. */
        public boolean hasIncident() {
            return this != TEST && this != NOTICE;
        }

        /** What this becomes for somebody who has not heard of the incident. */
        Kind untold() {
            return switch (this) {
                case CHANGED, REPEATED, ACKNOWLEDGED -> OPENED;
                case RESOLVED -> OPENED_AND_RESOLVED;
                case OPENED, ESCALATED, OPENED_AND_RESOLVED, TEST, NOTICE -> this;
            };
        }

        /** Whether all is over. */
        public boolean over() {
            return this == RESOLVED || this == OPENED_AND_RESOLVED;
        }
    }

    /**
     * The incident as channels show it.
     *
     * @param id identity
     * @param title one line for people, such as {@code P1 HighErrorRate (eu-west-1, gateway)}
     * @param groupKey Alertmanager's group key, route and group labels
     * @param groupLabels what all alerts of the group share by the route's {@code group_by}
     * @param severity the worst of its alerts so far
     * @param openedAt when its first alert came
     * @param acknowledgedBy who has taken it; null while nobody has
     * @param url its page in this service
     * @param externalUrl this service's own address, as Alertmanager's {@code externalURL}
     */
    public record Incident(
            UUID id,
            String title,
            String groupKey,
            Labels groupLabels,
            Severity severity,
            Instant openedAt,
            @Nullable String acknowledgedBy,
            URI url,
            URI externalUrl) {}

    public Notification {
        alerts = List.copyOf(alerts);
        notes = List.copyOf(notes);
    }

    public List<AlertView> firing() {
        return alerts.stream().filter(AlertView::firing).toList();
    }

    public List<AlertView> resolved() {
        return alerts.stream().filter(alert -> !alert.firing()).toList();
    }

    /** The labels that all alerts share. */
    public Labels commonLabels() {
        return alerts.stream().map(AlertView::labels).reduce(Labels::common).orElse(Labels.empty());
    }

    /** The annotations that all alerts share. */
    public Map<String, String> commonAnnotations() {
        return alerts.stream()
                .map(alert -> Labels.of(alert.annotations()))
                .reduce(Labels::common)
                .orElse(Labels.empty())
                .asMap();
    }

    /**
     * This message in place of older ones of the same thread that never left, so that what happened while a channel was
     * away is told once and whole.
     *
     * @param older the older messages, oldest first; often empty
     * @param told whether any message of the thread has arrived before
     */
    public Notification inPlaceOf(List<Notification> older, boolean told) {
        Map<Fingerprint, AlertView> all = new LinkedHashMap<>();
        alerts.forEach(alert -> all.put(alert.labels().fingerprint(), alert));
        for (Notification earlier : older.reversed()) {
            earlier.alerts.forEach(
                    alert -> all.putIfAbsent(alert.labels().fingerprint(), alert.firing() ? alert.endedAt(at) : alert));
        }
        List<String> words = new ArrayList<>(notes);
        if (!older.isEmpty()) {
            words.add("Held back since " + older.getFirst().at() + ", while this channel could not be reached.");
        }
        return new Notification(
                delivery,
                told ? kind : kind.untold(),
                incident,
                receiver,
                List.copyOf(all.values()),
                words,
                dedupKey,
                at,
                choice);
    }

    /** The same message with one more sentence that a reader must see. */
    public Notification withNote(String note) {
        List<String> words = new ArrayList<>(notes);
        words.add(note);
        return new Notification(delivery, kind, incident, receiver, alerts, words, dedupKey, at, choice);
    }
}
