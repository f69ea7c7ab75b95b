package com.kaldrix.monitoring.alert.callback;

import com.kaldrix.monitoring.alert.incident.AuditedDesk;
import com.kaldrix.monitoring.alert.incident.Incident;
import com.kaldrix.monitoring.alert.incident.IncidentDesk;
import com.kaldrix.monitoring.alert.intake.Inbox;
import com.kaldrix.monitoring.alert.notify.SlackAction;
import com.kaldrix.monitoring.alert.oncall.Person;
import com.kaldrix.monitoring.alert.remediation.RemediationDesk;
import com.kaldrix.monitoring.common.problem.ConflictException;
import com.kaldrix.monitoring.common.problem.NotFoundException;
import com.kaldrix.monitoring.common.security.Actor;
import com.kaldrix.monitoring.common.security.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;

/** Does what people want by a button, and says what came of it. */
@Component
class SlackDesk {
    private static final Duration SNOOZE = Duration.ofHours(1);

    private final SlackPeople people;
    private final Inbox inbox;
    private final IncidentDesk incidents;
    private final AuditedDesk desk;
    private final RemediationDesk remediations;
    private final Clock clock;

    SlackDesk(
            SlackPeople people,
            Inbox inbox,
            IncidentDesk incidents,
            AuditedDesk desk,
            RemediationDesk remediations,
            Clock clock) {
        this.people = people;
        this.inbox = inbox;
        this.incidents = incidents;
        this.desk = desk;
        this.remediations = remediations;
        this.clock = clock;
    }

    /**
     * Does it.
     *
     * @param signature of the request, by which one that is played back is known
     * @param from the address that the request came from
     * @return what to tell who pressed, and nobody else; empty where the message itself will say it
     */
    Optional<String> press(SlackPress press, String signature, String from) {
        if (inbox.add(Set.of("slack/" + signature), clock.instant()).isEmpty()) {
            return Optional.of("This was taken already; nothing was done again.");
        }
        Optional<Person> person = people.find(press.user());
        if (person.isEmpty()) {
            return Optional.of("You are not among the people of kaldrix.yml (Slack id " + safe(press.user())
                    + "), so nothing was done. Ask an administrator to add you there.");
        }
        if (press.action().isEmpty() || press.incident().isEmpty()) {
            return Optional.of("This button is not known here; nothing was done.");
        }
        Actor actor = new Actor(person.get().id(), Set.of(Role.RESPONDER), from);
        if (press.action().get().decides()) {
            return decide(press.action().get(), press.incident().get(), actor);
        }
        Optional<Incident> incident = incidents.find(press.incident().get());
        if (incident.isEmpty()) {
            return Optional.of("This incident is not known any more; nothing was done.");
        }
        if (incident.get().resolved()) {
            return Optional.of(
                    "This incident is over already" + by(incident.get().resolvedBy()) + "; nothing was done.");
        }
        try {
            return act(press.action().get(), incident.get(), actor);
        } catch (ConflictException e) {
            // Somebody else was quicker, or there is nothing to do; the reason says which.
            return Optional.of(e.getMessage() + ". Nothing was done.");
        }
    }

    /** The incident's message itself says what was decided. */
    private Optional<String> decide(SlackAction action, UUID remediation, Actor actor) {
        try {
            if (action == SlackAction.APPROVE) {
                remediations.approve(remediation, actor);
            } else {
                remediations.refuse(remediation, actor);
            }
            return Optional.empty();
        } catch (NotFoundException e) {
            return Optional.of("This remediation is not known any more; nothing was done.");
        } catch (AccessDeniedException | ConflictException e) {
            return Optional.of(e.getMessage() + ". Nothing was done.");
        }
    }

    private Optional<String> act(SlackAction action, Incident incident, Actor actor) {
        UUID id = incident.id();
        return switch (action) {
            case ACKNOWLEDGE -> {
                boolean taken = incident.state() == Incident.State.ACKNOWLEDGED;
                desk.acknowledge(id, actor);
                yield taken
                        ? Optional.of("It is acknowledged already" + by(incident.acknowledgedBy()) + ".")
                        : Optional.empty();
            }
            case RESOLVE -> {
                desk.resolve(id, actor);
                yield Optional.empty();
            }
            case SNOOZE_1H -> {
                Instant until = wholeSecond(SNOOZE);
                desk.snooze(id, until, actor);
                yield Optional.of("Quiet until " + until + ".");
            }
            case ESCALATE -> {
                desk.escalate(id, actor);
                yield Optional.of("The next step of escalation is taken now.");
            }
            case SUPPRESS -> {
                desk.snooze(id, Incident.Times.UNTIL_RESOLVED, actor);
                yield Optional.of("Quiet until it is over.");
            }
            case APPROVE, REFUSE -> Optional.of("This button is not known here; nothing was done.");
        };
    }

    private Instant wholeSecond(Duration ahead) {
        return clock.instant().plus(ahead).plusNanos(999_999_999).truncatedTo(ChronoUnit.SECONDS);
    }

    private static String by(@org.jspecify.annotations.Nullable String actor) {
        return actor == null ? "" : ", by " + actor;
    }

    private static String safe(String id) {
        return id.replaceAll("[^A-Za-z0-9]", "");
    }
}
