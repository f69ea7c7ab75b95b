package com.kaldrix.monitoring.alert.incident;

import com.kaldrix.monitoring.alert.alert.Alert;
import com.kaldrix.monitoring.alert.escalation.EscalationPolicy;
import com.kaldrix.monitoring.alert.escalation.EscalationPolicy.Due;
import com.kaldrix.monitoring.alert.escalation.Policies;
import com.kaldrix.monitoring.alert.incident.Announcer.News;
import com.kaldrix.monitoring.alert.incident.Incident.Escalation;
import com.kaldrix.monitoring.alert.incident.Incident.State;
import com.kaldrix.monitoring.alert.incident.PersonalPages.PersonalPage;
import com.kaldrix.monitoring.alert.incident.PersonalPages.Times;
import com.kaldrix.monitoring.alert.incident.StepPages.Pages;
import com.kaldrix.monitoring.alert.notify.Notification.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Tells the next people when nobody answers. */
@Component
class Escalator {
    private final Policies policies;
    private final StepPages stepPages;
    private final PersonalPages personal;
    private final Announcer announcer;
    private final IncidentJournal journal;

    Escalator(
            Policies policies,
            StepPages stepPages,
            PersonalPages personal,
            Announcer announcer,
            IncidentJournal journal) {
        this.policies = policies;
        this.stepPages = stepPages;
        this.personal = personal;
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

    /** The next step is due now; empty when none is left. */
    Optional<Incident> hasten(Incident incident, Instant now) {
        Escalation running = incident.escalation();
        String name = running.policy();
        if (name == null || running.at() == null) {
            return Optional.empty();
        }
        List<Due> timeline =
                policies.current().named(name).map(EscalationPolicy::timeline).orElse(List.of());
        return running.step() >= timeline.size()
                ? Optional.empty()
                : Optional.of(incident.withEscalation(new Escalation(
                        name,
                        running.round(),
                        running.step(),
                        now.minus(timeline.get(running.step()).after()),
                        now)));
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
        Optional<EscalationPolicy> policy = policies.current().named(name);
        List<Due> timeline = policy.map(EscalationPolicy::timeline).orElse(List.of());
        int next = running.step();
        while (next < timeline.size() && !since.plus(timeline.get(next).after()).isAfter(now)) {
            take(policy.orElseThrow(), incident, timeline.get(next), next, new Situated(firing, now));
            next++;
        }
        Instant at = next < timeline.size() ? since.plus(timeline.get(next).after()) : null;
        return incident.withEscalation(new Escalation(name, running.round(), next, since, at));
    }

    /** What fires, and when. */
    private record Situated(List<Alert> firing, Instant now) {}

    private void take(EscalationPolicy policy, Incident incident, Due due, int number, Situated situated) {
        if (due.step()
                .unless()
                .holdsBack(
                        incident.state() == State.ACKNOWLEDGED,
                        situated.firing().isEmpty())) {
            return;
        }
        Pages pages = stepPages.of(policy, due.step(), incident, situated.now());
        List<String> notes = new ArrayList<>(pages.notes());
        notes.addFirst(words(due, pages.whom()));
        Kind kind = due.after().isZero() ? Kind.OPENED : Kind.ESCALATED;
        News news = new News(kind, situated.firing(), kind == Kind.OPENED ? pages.notes() : notes, situated.now());
        int round = incident.escalation().round();
        String dedupKey = incident.dedupKey(round, number);
        pages.calls().forEach((address, call) -> {
            if (call.after().isZero()) {
                announcer.tell(incident, news, address, call.integration(), dedupKey);
            } else {
                Times times = new Times(situated.now(), situated.now().plus(call.after()));
                personal.add(new PersonalPage(
                        incident.id(), round, number, address, due.step().unless(), times));
            }
        });
        journal.escalated(incident, number, String.join(" ", notes), situated.now());
    }

    private static String words(Due due, String whom) {
        if (due.after().isZero()) {
            return "Told " + whom + " at once.";
        }
        String answer = due.step().unless() == EscalationPolicy.Unless.ACKNOWLEDGED
                ? "Nobody has acknowledged it"
                : "It is not resolved";
        return "Escalated to " + whom + ": " + answer + " after " + Wording.duration(due.after()) + ".";
    }
}
