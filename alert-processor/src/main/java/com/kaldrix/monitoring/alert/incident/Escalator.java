package com.kaldrix.monitoring.alert.incident;

import com.kaldrix.monitoring.alert.alert.Alert;
import com.kaldrix.monitoring.alert.escalation.EscalationPolicy;
import com.kaldrix.monitoring.alert.escalation.EscalationPolicy.Due;
import com.kaldrix.monitoring.alert.escalation.Policies;
import com.kaldrix.monitoring.alert.incident.Announcer.News;
import com.kaldrix.monitoring.alert.incident.Incident.Escalation;
import com.kaldrix.monitoring.alert.incident.Incident.State;
import com.kaldrix.monitoring.alert.notify.Notification.Kind;
import com.kaldrix.monitoring.alert.receiver.Receivers;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Tells the next people when nobody answers. */
@Component
class Escalator {
    private final Policies policies;
    private final Receivers receivers;
    private final Announcer announcer;
    private final IncidentJournal journal;

    Escalator(Policies policies, Receivers receivers, Announcer announcer, IncidentJournal journal) {
        this.policies = policies;
        this.receivers = receivers;
        this.announcer = announcer;
        this.journal = journal;
    }

    /** Begins with the policy of what fires, unless that policy has begun already. Steps are counted from {@code now}. */
    Incident begin(Incident incident, List<Alert> firing, Instant now) {
        Optional<EscalationPolicy> policy = policy(incident, firing);
        Escalation before = incident.escalation();
        if (policy.isEmpty() || policy.get().name().equals(before.policy())) {
            return incident;
        }
        int round = before.policy() == null ? before.round() : before.round() + 1;
        return incident.withEscalation(from(policy.get(), round, now));
    }

    /** Begins anew, because the incident was reopened. */
    Incident restart(Incident incident, List<Alert> firing, Instant now) {
        return policy(incident, firing)
                .map(policy -> incident.withEscalation(
                        from(policy, incident.escalation().round() + 1, now)))
                .orElse(incident);
    }

    /** Goes on with the policy of what may be heard: begins with it, or stops where there is none. */
    Incident follow(Incident incident, List<Alert> audible, Instant now) {
        Escalation running = incident.escalation();
        if (running.policy() != null && policy(incident, audible).isEmpty()) {
            return incident.withEscalation(new Escalation(null, running.round() + 1, 0, null, null));
        }
        return begin(incident, audible, now);
    }

    /** Keeps quiet until {@link #restart}. */
    static Incident pause(Incident incident) {
        Escalation running = incident.escalation();
        return incident.withEscalation(
                new Escalation(running.policy(), running.round(), running.step(), running.since(), null));
    }

    private Optional<EscalationPolicy> policy(Incident incident, List<Alert> firing) {
        return firing.stream()
                .flatMap(alert -> policies.current().find(alert.routingLabels(), incident.severity()).stream())
                .findFirst();
    }

    private static Escalation from(EscalationPolicy policy, int round, Instant now) {
        return new Escalation(
                policy.name(),
                round,
                0,
                now,
                now.plus(policy.timeline().getFirst().after()));
    }

    /** Takes all steps whose time has come. */
    Incident step(Incident incident, List<Alert> firing, Instant now) {
        Escalation running = incident.escalation();
        Instant since = running.since();
        String name = running.policy();
        if (since == null
                || name == null
                || running.at() == null
                || running.at().isAfter(now)) {
            return incident;
        }
        List<Due> timeline =
                policies.current().named(name).map(EscalationPolicy::timeline).orElse(List.of());
        int next = running.step();
        while (next < timeline.size() && !since.plus(timeline.get(next).after()).isAfter(now)) {
            take(incident, timeline.get(next), next, firing, now);
            next++;
        }
        Instant at = next < timeline.size() ? since.plus(timeline.get(next).after()) : null;
        return incident.withEscalation(new Escalation(name, running.round(), next, since, at));
    }

    private void take(Incident incident, Due due, int number, List<Alert> firing, Instant now) {
        if (due.step().unless().holdsBack(incident.state() == State.ACKNOWLEDGED, firing.isEmpty())) {
            return;
        }
        String whom = due.step().title().isEmpty()
                ? String.join(", ", due.step().receivers())
                : due.step().title();
        String answer = due.step().unless() == EscalationPolicy.Unless.ACKNOWLEDGED
                ? "Nobody has acknowledged it"
                : "It is not resolved";
        String note = "Escalated to " + whom + ": " + answer + " after " + Wording.duration(due.after()) + ".";
        News news = new News(Kind.ESCALATED, firing, List.of(note), now);
        String dedupKey = incident.dedupKey(incident.escalation().round(), number);
        for (String receiver : due.step().receivers()) {
            receivers
                    .find(receiver)
                    .ifPresent(found -> found.addressed()
                            .forEach((address, integration) ->
                                    announcer.tell(incident, news, address, integration, dedupKey)));
        }
        journal.escalated(incident, number, note, now);
    }
}
