package com.kaldrix.monitoring.alert.incident;

import com.kaldrix.monitoring.alert.alert.Alert;
import com.kaldrix.monitoring.alert.incident.Announcer.News;
import com.kaldrix.monitoring.alert.incident.IncidentEngine.EngineContext;
import com.kaldrix.monitoring.alert.incident.PersonalPages.PersonalPage;
import com.kaldrix.monitoring.alert.notify.Notification.Kind;
import com.kaldrix.monitoring.alert.receiver.Address;
import com.kaldrix.monitoring.alert.receiver.Receivers;
import com.kaldrix.monitoring.common.work.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Tells people by their next means when they have not answered by the one before. */
@Component
class PersonalPageWork implements Work {
    private final PersonalPages pages;
    private final Incidents incidents;
    private final Receivers receivers;
    private final Announcer announcer;
    private final IncidentJournal journal;
    private final EngineContext context;

    PersonalPageWork(
            PersonalPages pages,
            Incidents incidents,
            Receivers receivers,
            Announcer announcer,
            IncidentJournal journal,
            EngineContext context) {
        this.pages = pages;
        this.incidents = incidents;
        this.receivers = receivers;
        this.announcer = announcer;
        this.journal = journal;
        this.context = context;
    }

    @Override
    public String name() {
        return "personal-pages";
    }

    /** One in each transaction: the incident is locked for as long as it takes to tell one message. */
    @Override
    public Duration run(Wake wake) {
        boolean more = true;
        while (more) {
            more = Boolean.TRUE.equals(
                    context.transactions().execute(status -> one(context.clock().instant())));
        }
        return context.pollInterval();
    }

    private boolean one(Instant now) {
        List<PersonalPage> due = pages.takeDue(now, 1);
        due.forEach(page -> incidents.lock(page.incident()).ifPresent(incident -> tell(incident, page, now)));
        return !due.isEmpty();
    }

    private void tell(Incident incident, PersonalPage page, Instant now) {
        List<Alert> firing = incidents.members(incident.id()).stream()
                .map(Member::alert)
                .filter(alert -> !alert.resolvedAt(now))
                .toList();
        boolean answered = page.answered(incident, firing.isEmpty());
        if (incident.resolved()
                || answered
                || incident.snoozedAt(now)
                || incident.hold() != null
                || incident.escalation().round() != page.round()) {
            return;
        }
        Optional<Address> address = standing(incident, page);
        address.flatMap(receivers::find)
                .ifPresentOrElse(
                        integration -> {
                            String note = "Told by " + integration.kind() + " as well, because nobody has answered.";
                            announcer.tell(
                                    incident,
                                    new News(Kind.ESCALATED, firing, List.of(note), now),
                                    address.get(),
                                    integration,
                                    incident.dedupKey(page.round(), page.step()));
                            journal.notified(incident, Kind.ESCALATED, address.get(), now);
                        },
                        () -> journal.unreachable(incident, page.address(), now));
    }

    /** The means itself; where the configuration has lost it since, another of the same person that is neither used nor due later. */
    private Optional<Address> standing(Incident incident, PersonalPage page) {
        if (receivers.find(page.address()).isPresent()) {
            return Optional.of(page.address());
        }
        return announcer
                .untold(incident, page.address().receiver(), incident.dedupKey(page.round(), page.step()))
                .stream()
                .filter(other -> !pages.waits(page, other))
                .findFirst();
    }
}
