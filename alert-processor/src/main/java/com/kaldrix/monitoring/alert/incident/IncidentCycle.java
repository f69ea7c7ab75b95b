package com.kaldrix.monitoring.alert.incident;

import com.kaldrix.monitoring.alert.alert.Alert;
import com.kaldrix.monitoring.alert.alert.Alerts;
import com.kaldrix.monitoring.alert.incident.Bulletin.Reminder;
import com.kaldrix.monitoring.alert.incident.Incident.Hold;
import com.kaldrix.monitoring.alert.notify.Notification.Kind;
import com.kaldrix.monitoring.alert.route.Route;
import com.kaldrix.monitoring.common.label.Fingerprint;
import com.kaldrix.monitoring.common.severity.Severity;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Does for one incident what is due: tells what is new, closes what is over. The pipeline is Alertmanager's. */
@Component
class IncidentCycle {
    /** Who closes incidents whose route is gone. */
    static final String CONFIGURATION = "configuration";

    private static final Duration SOON = Duration.ofSeconds(1);

    /** Who closes an incident, and under which key PagerDuty said so; empty for none. */
    record Closing(String actor, String heardFrom) {}

    private final Incidents incidents;
    private final Alerts alerts;
    private final Bulletin bulletin;
    private final Escalator escalator;
    private final IncidentJournal journal;
    private final Assessment assessment;

    IncidentCycle(
            Incidents incidents,
            Alerts alerts,
            Bulletin bulletin,
            Escalator escalator,
            IncidentJournal journal,
            Assessment assessment) {
        this.incidents = incidents;
        this.alerts = alerts;
        this.bulletin = bulletin;
        this.escalator = escalator;
        this.journal = journal;
        this.assessment = assessment;
    }

    /**
     * Does what is due and keeps the result.
     *
     * @param incident locked by the caller's transaction
     * @param route the incident's route
     */
    void advance(Incident incident, Route route, Instant now) {
        Situation situation = assessment.of(incident, route, now);
        Incident next = heard(incident, situation);
        Reminder reminder = Reminder.NONE;
        if (next.times().snoozedUntil() != null && !next.snoozedAt(now)) {
            next = escalator.restart(next.snoozed(null), situation.audible(), now);
            journal.unsnoozed(next, now);
            reminder = new Reminder(true, true, List.of());
        }
        if (situation.held()) {
            next = hold(next, situation);
        } else if (next.hold() != null && !situation.firing().isEmpty()) {
            reminder = reminder.wanted() ? reminder : reminder(next.hold());
            next = release(next, situation);
        }
        reminder = reminder.with(assessment.keep(next, situation));
        if (reminder.wanted() || !next.flushAt().isAfter(now)) {
            next = flush(next, route, situation, reminder);
        }
        if (!next.resolved() && !situation.held()) {
            next = escalator
                    .step(next.withSeverity(situation.severity(next)), situation.audible(), now)
                    .withSeverity(next.severity());
        }
        incidents.update(next);
    }

    /**
     * The severity that may be told. What is held back makes nothing worse until it may be heard, and then it does at once; until
     * somebody has been told, what is held back does not count.
     */
    private Incident heard(Incident incident, Situation situation) {
        Optional<Severity> audible = situation.audibleSeverity();
        if (audible.isEmpty() || audible.get() == incident.severity()) {
            return incident;
        }
        if (audible.get().isMoreSevereThan(incident.severity())) {
            return raise(incident, audible.get(), situation.audible(), situation.now());
        }
        return incident.times().toldAt() == null && situation.partly()
                ? incident.withSeverity(audible.get())
                : incident;
    }

    /** What has become worse does not wait for the group interval, and whoever has taken it must know. */
    private Incident raise(Incident incident, Severity worse, List<Alert> audible, Instant now) {
        Incident raised = incident.withSeverity(worse).withFlushAt(now);
        journal.raised(raised, incident.severity(), now);
        if (incident.state() == Incident.State.ACKNOWLEDGED || incident.snoozedAt(now)) {
            raised = escalator.restart(raised.reopened(), audible, now);
            journal.reopened(raised, null, "A more severe alert may be heard", now);
        }
        return raised;
    }

    /** What somebody wanted not to hear of for a time is told after that time, also where it was told before. */
    private static Reminder reminder(Hold hold) {
        String since = hold.since().truncatedTo(ChronoUnit.SECONDS).toString();
        List<String> note = List.of("Nobody was told since " + since + ", because of "
                + hold.reason().article() + ".");
        return switch (hold.reason()) {
            case SILENCE, TIME_INTERVAL, MAINTENANCE, CONDITION -> new Reminder(true, false, note);
            case INHIBITION -> Reminder.NONE;
        };
    }

    private Incident hold(Incident incident, Situation situation) {
        Incident quiet = Escalator.pause(incident);
        Hold before = incident.hold();
        if (before != null && before.reason() == situation.reason()) {
            return quiet;
        }
        Hold hold = new Hold(before == null ? situation.now() : before.since(), situation.reason());
        Incident held = quiet.held(hold);
        journal.held(held, hold, situation.now());
        return held;
    }

    private Incident release(Incident incident, Situation situation) {
        Incident free = incident.held(null);
        journal.released(free, situation.now());
        return free.times().toldAt() == null || free.snoozedAt(situation.now())
                ? free
                : escalator
                        .restart(free.withSeverity(situation.severity(free)), situation.audible(), situation.now())
                        .withSeverity(free.severity());
    }

    private Incident flush(Incident incident, Route route, Situation situation, Reminder reminder) {
        Instant now = situation.now();
        if (situation.firing().isEmpty()) {
            return close(incident, route, situation);
        }
        Incident later = incident.withFlushAt(next(route, situation));
        if (situation.held()) {
            return later;
        }
        Incident shown =
                later.withTitle(IncidentTitle.of(situation.audible())).withSeverity(situation.severity(incident));
        boolean told = !incident.snoozedAt(now) && bulletin.tell(shown, route, situation, reminder);
        Set<Fingerprint> over = alerts.holdResolved(fingerprints(situation.resolved()), now);
        List<Member> leaving = situation.members().stream()
                .filter(member -> over.contains(member.alert().fingerprint()))
                .toList();
        incidents.leave(incident.id(), leaving, now);
        journal.left(incident, leaving.size(), now);
        return escalate(shown, situation, told).withSeverity(incident.severity());
    }

    /** After the group interval, or when a window ends that holds something back: what still fires is told then. */
    private static Instant next(Route route, Situation situation) {
        Instant usual = situation.now().plus(route.groupInterval());
        return situation.verdicts().until().filter(usual::isAfter).orElse(usual);
    }

    /** Escalation begins when somebody was told, and follows what may be heard when a part is held back. */
    private Incident escalate(Incident shown, Situation situation, boolean told) {
        Instant now = situation.now();
        if (told) {
            return escalator.begin(shown.told(now), situation.audible(), now);
        }
        if (shown.times().toldAt() == null || shown.snoozedAt(now)) {
            return shown;
        }
        return situation.partly() || shown.escalation().policy() == null
                ? escalator.follow(shown, situation.audible(), now)
                : shown;
    }

    /**
     * Closes an incident of which nothing fires any more. An alert that is being reported on at this moment may fire again:
     * then it stays open and is looked at again soon. So it does while its route keeps quiet and somebody waits for the end.
     */
    private Incident close(Incident incident, Route route, Situation situation) {
        Instant now = situation.now();
        if (situation.verdicts().muted() && incident.times().toldAt() != null) {
            return incident.withFlushAt(now.plus(route.groupInterval()));
        }
        Set<Fingerprint> all = fingerprints(situation.alerts());
        if (!alerts.holdResolved(all, now).equals(all)) {
            return incident.withFlushAt(now.plus(SOON));
        }
        Incident over = incident.resolved(null, now);
        bulletin.tellTheEnd(over, situation, List.of());
        incidents.leave(incident.id(), situation.members(), now);
        journal.resolved(over, situation.members().size(), now);
        return over;
    }

    /** Shows where it was told that somebody has taken it, or given it back. */
    void show(Incident incident, Kind kind, String note, String heardFrom, Instant now) {
        bulletin.tellState(
                incident,
                kind,
                assessment.unjudged(incident, now),
                note.isEmpty() ? List.of() : List.of(note),
                heardFrom);
    }

    /** Closes an incident because somebody says so, though alerts may fire. */
    Incident closeBy(Closing closing, Incident incident, Duration quiet, Instant now) {
        String actor = closing.actor();
        Situation situation = assessment.unjudged(incident, now);
        Incident over = incident.resolved(actor, now);
        List<Member> firing = situation.members().stream()
                .filter(member -> !member.alert().resolvedAt(now))
                .toList();
        String note = firing.isEmpty()
                ? "Resolved by " + actor + "."
                : "Resolved by " + actor + " while " + Wording.alerts(firing.size()) + " still fired.";
        bulletin.tellTheEnd(over, situation, List.of(note), closing.heardFrom());
        incidents.dismiss(incident.group().key(), firing, now.plus(quiet));
        incidents.leave(incident.id(), situation.members(), now);
        journal.resolved(over, situation.members().size(), now);
        incidents.update(over);
        return over;
    }

    /** Closes an incident whose alerts go on as a part of another; it keeps a picture of them. */
    Incident closeInto(Incident merged, Incident into, String actor, Instant now) {
        Situation situation = assessment.unjudged(merged, now);
        Incident over = merged.resolved(actor, now);
        String note = "Merged by " + actor + " into incident " + into.id() + ", where its alerts go on.";
        bulletin.tellTheEnd(over, situation, List.of(note));
        incidents.leave(merged.id(), situation.members(), now);
        journal.merged(over, into, situation.members().size(), actor, now);
        incidents.update(over);
        return over;
    }

    /** Closes an incident whose route the configuration no longer has; what fires goes where it belongs now. */
    List<Alert> abandon(Incident incident, Instant now) {
        Situation situation = assessment.unjudged(incident, now);
        Incident over = incident.resolved(CONFIGURATION, now);
        String note = "The configuration has no such route any more; alerts that fire are told by their new route.";
        bulletin.tellTheEnd(over, situation, List.of(note));
        incidents.leave(incident.id(), situation.members(), now);
        journal.moved(over, note, now);
        incidents.update(over);
        return situation.firing();
    }

    private static Set<Fingerprint> fingerprints(List<Alert> alerts) {
        return alerts.stream().map(Alert::fingerprint).collect(Collectors.toSet());
    }
}
