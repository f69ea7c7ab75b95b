package com.kaldrix.monitoring.alert.incident;

import com.kaldrix.monitoring.alert.alert.Alert;
import com.kaldrix.monitoring.alert.alert.Alerts;
import com.kaldrix.monitoring.alert.incident.Announcer.News;
import com.kaldrix.monitoring.alert.incident.Incident.State;
import com.kaldrix.monitoring.alert.notify.Notification.Kind;
import com.kaldrix.monitoring.alert.receiver.Address;
import com.kaldrix.monitoring.alert.receiver.Integration;
import com.kaldrix.monitoring.alert.receiver.Receiver;
import com.kaldrix.monitoring.alert.receiver.Receivers;
import com.kaldrix.monitoring.alert.route.Route;
import com.kaldrix.monitoring.common.label.Fingerprint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Does for one incident what is due: tells what is new, closes what is over. The pipeline is Alertmanager's. */
@Component
class IncidentCycle {
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Incidents incidents;
    private final Alerts alerts;
    private final Receivers receivers;
    private final Announcer announcer;
    private final Escalator escalator;
    private final IncidentJournal journal;

    IncidentCycle(
            Incidents incidents,
            Alerts alerts,
            Receivers receivers,
            Announcer announcer,
            Escalator escalator,
            IncidentJournal journal) {
        this.incidents = incidents;
        this.alerts = alerts;
        this.receivers = receivers;
        this.announcer = announcer;
        this.escalator = escalator;
        this.journal = journal;
    }

    /**
     * Does what is due and keeps the result.
     *
     * @param incident locked by the caller's transaction
     * @param route the incident's route
     */
    void advance(Incident incident, Route route, Instant now) {
        Situation situation = new Situation(incidents.members(incident.id()), now);
        Incident next = incident;
        boolean woken = false;
        if (incident.times().snoozedUntil() != null && !incident.snoozedAt(now)) {
            next = escalator.restart(incident.snoozed(null), situation.firing(), now);
            journal.unsnoozed(next, now);
            woken = true;
        }
        if (woken || !next.flushAt().isAfter(now)) {
            next = flush(next, route, situation, woken);
        }
        if (!next.resolved()) {
            next = escalator.step(next, situation.firing(), now);
        }
        incidents.update(next);
    }

    private Incident flush(Incident incident, Route route, Situation situation, boolean woken) {
        Instant now = situation.now();
        if (situation.firing().isEmpty()) {
            return close(incident, situation);
        }
        Incident titled = incident.withTitle(IncidentTitle.of(situation.firing()));
        boolean told = false;
        if (!incident.snoozedAt(now)) {
            told = tell(titled, route, situation, woken);
        }
        Set<Fingerprint> over = alerts.holdResolved(fingerprints(situation.resolved()), now);
        List<Member> leaving = situation.members().stream()
                .filter(member -> over.contains(member.alert().fingerprint()))
                .toList();
        incidents.leave(incident.id(), leaving, now);
        journal.left(incident, leaving.size(), now);
        Incident next = titled.withFlushAt(now.plus(route.groupInterval()));
        return told ? escalator.begin(next.told(now), situation.firing(), now) : next;
    }

    private boolean tell(Incident incident, Route route, Situation situation, boolean woken) {
        Instant now = situation.now();
        Map<String, Told> before = incidents.told(incident.id());
        Set<Fingerprint> firing = fingerprints(situation.firing());
        Set<Fingerprint> resolved = fingerprints(situation.resolved());
        boolean told = false;
        Map<Address, Integration> addressed = receivers
                .find(incident.group().receiver())
                .map(Receiver::addressed)
                .orElse(Map.of());
        for (Map.Entry<Address, Integration> entry : addressed.entrySet()) {
            Integration integration = entry.getValue();
            String name = entry.getKey().toString();
            Optional<Kind> kind = Optional.ofNullable(before.get(name))
                    .map(last -> last.news(
                            firing,
                            resolved,
                            integration.sendResolved(),
                            woken ? Duration.ZERO : route.repeatInterval(),
                            now))
                    .or(() -> Optional.of(Told.first(firing)))
                    .flatMap(IncidentCycle::kind)
                    .filter(what -> what != Kind.REPEATED || woken || incident.state() != State.ACKNOWLEDGED);
            if (kind.isPresent()) {
                List<Alert> shown = integration.sendResolved() ? situation.all() : situation.firing();
                announcer.tell(
                        incident,
                        new News(kind.get(), shown, List.of(), now),
                        entry.getKey(),
                        integration,
                        incident.dedupKey());
                incidents.tell(incident.id(), name, new Told(firing, resolved, now));
                journal.notified(incident, kind.get(), entry.getKey(), now);
                told = true;
            }
        }
        // A receiver without integrations tells nobody, and yet the incident has been shown to whom the route says.
        return told || addressed.isEmpty();
    }

    /** {@link Told.News#RESOLVED} is not told here: while anything fires it cannot come, and the end is told to all. */
    private static Optional<Kind> kind(Told.News news) {
        return switch (news) {
            case OPENED -> Optional.of(Kind.OPENED);
            case CHANGED -> Optional.of(Kind.CHANGED);
            case REPEATED -> Optional.of(Kind.REPEATED);
            case NOTHING, RESOLVED -> Optional.empty();
        };
    }

    /**
     * Closes an incident of which nothing fires any more. An alert that is being reported on at this moment may fire again:
     * then it stays open and is looked at again soon.
     */
    private Incident close(Incident incident, Situation situation) {
        Instant now = situation.now();
        Set<Fingerprint> all = fingerprints(situation.all());
        if (!alerts.holdResolved(all, now).equals(all)) {
            return incident.withFlushAt(now.plus(SOON));
        }
        Incident over = incident.resolved(null, now);
        announcer.tellTheEnd(over, new News(Kind.RESOLVED, situation.all(), List.of(), now));
        incidents.leave(incident.id(), situation.members(), now);
        journal.resolved(over, situation.all().size(), now);
        return over;
    }

    /** Closes an incident because somebody says so, though alerts may fire. */
    Incident closeBy(String actor, Incident incident, Duration quiet, Instant now) {
        Situation situation = new Situation(incidents.members(incident.id()), now);
        Incident over = incident.resolved(actor, now);
        List<Member> firing = situation.members().stream()
                .filter(member -> !member.alert().resolvedAt(now))
                .toList();
        String note = firing.isEmpty()
                ? "Resolved by " + actor + "."
                : "Resolved by " + actor + " while " + Wording.alerts(firing.size()) + " still fired.";
        announcer.tellTheEnd(over, new News(Kind.RESOLVED, situation.all(), List.of(note), now));
        incidents.dismiss(incident.group().key(), firing, now.plus(quiet));
        incidents.leave(incident.id(), situation.members(), now);
        journal.resolved(over, situation.all().size(), now);
        incidents.update(over);
        return over;
    }

    /** Closes an incident whose route the configuration no longer has; what fires goes where it belongs now. */
    List<Alert> abandon(Incident incident, Instant now) {
        Situation situation = new Situation(incidents.members(incident.id()), now);
        Incident over = incident.resolved("configuration", now);
        String note = "The configuration has no such route any more; alerts that fire are told by their new route.";
        announcer.tellTheEnd(over, new News(Kind.RESOLVED, situation.all(), List.of(note), now));
        incidents.leave(incident.id(), situation.members(), now);
        journal.moved(over, note, now);
        incidents.update(over);
        return situation.firing();
    }

    private static Set<Fingerprint> fingerprints(List<Alert> alerts) {
        return alerts.stream().map(Alert::fingerprint).collect(Collectors.toSet());
    }

    /** The alerts of an incident at one moment. */
    private record Situation(List<Member> members, List<Alert> firing, List<Alert> resolved, Instant now) {
        Situation(List<Member> members, Instant now) {
            this(
                    members,
                    members.stream()
                            .map(Member::alert)
                            .filter(alert -> !alert.resolvedAt(now))
                            .toList(),
                    members.stream()
                            .map(Member::alert)
                            .filter(alert -> alert.resolvedAt(now))
                            .toList(),
                    now);
        }

        List<Alert> all() {
            return members.stream().map(Member::alert).toList();
        }
    }
}
