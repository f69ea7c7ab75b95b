package com.kaldrix.monitoring.alert.incident;

import com.kaldrix.monitoring.alert.alert.Alert;
import com.kaldrix.monitoring.alert.incident.Incident.State;
import com.kaldrix.monitoring.alert.incident.IncidentCycle.Closing;
import com.kaldrix.monitoring.alert.notify.Notification.Kind;
import com.kaldrix.monitoring.alert.route.Route;
import com.kaldrix.monitoring.alert.route.Routes;
import com.kaldrix.monitoring.common.problem.ConflictException;
import com.kaldrix.monitoring.common.problem.NotFoundException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What people do to incidents. Doing twice what has been done already changes nothing and is no error, so that two who press
 * at once both succeed.
 */
@Component
public class IncidentDesk {
    /** Within this a second press, or that of a second person, means the same step. */
    private static final Duration BETWEEN_STEPS = Duration.ofSeconds(15);

    private static final Duration QUIET_WITHOUT_ROUTE = Duration.ofHours(4);

    private final Incidents incidents;
    private final Routes routes;
    private final IncidentCycle cycle;
    private final Escalator escalator;
    private final IncidentJournal journal;
    private final Clock clock;

    IncidentDesk(
            Incidents incidents,
            Routes routes,
            IncidentCycle cycle,
            Escalator escalator,
            IncidentJournal journal,
            Clock clock) {
        this.incidents = incidents;
        this.routes = routes;
        this.cycle = cycle;
        this.escalator = escalator;
        this.journal = journal;
        this.clock = clock;
    }

    /** The incident with this id; empty when there is none. */
    @Transactional(readOnly = true)
    public Optional<Incident> find(UUID id) {
        return incidents.find(id);
    }

    /**
     * Takes an incident: repeats stop, and the escalation steps that say so.
     *
     * @throws NotFoundException if there is no such incident
     * @throws ConflictException if it is resolved
     */
    @Transactional
    public Incident acknowledge(UUID id, String actor) {
        return acknowledge(id, actor, "");
    }

    /**
     * The same, as PagerDuty says.
     *
     * @param heardFrom PagerDuty's key of what was acknowledged there, which is not told back; empty for none
     */
    @Transactional
    public Incident acknowledge(UUID id, String actor, String heardFrom) {
        return change(id, incident -> {
            if (incident.state() == State.ACKNOWLEDGED) {
                return incident;
            }
            Instant now = clock.instant();
            Incident taken = incident.acknowledged(actor, now);
            journal.acknowledged(taken, actor, now);
            cycle.show(taken, Kind.ACKNOWLEDGED, "", heardFrom, now);
            return taken;
        });
    }

    /**
     * Takes back an acknowledgement or a snooze: repeats go on, and escalation begins anew.
     *
     * @throws NotFoundException if there is no such incident
     * @throws ConflictException if it is resolved
     */
    @Transactional
    public Incident reopen(UUID id, String actor) {
        return change(id, incident -> {
            Instant now = clock.instant();
            if (incident.state() == State.OPEN && !incident.snoozedAt(now)) {
                return incident;
            }
            List<Alert> firing = incidents.members(id).stream()
                    .map(Member::alert)
                    .filter(alert -> !alert.resolvedAt(now))
                    .toList();
            Incident open = escalator.restart(incident.reopened(), firing, now);
            journal.reopened(open, actor, "Reopened", now);
            cycle.show(open, Kind.CHANGED, "Reopened by " + actor + ".", "", now);
            return open;
        });
    }

    /**
     * Closes an incident. What still fires opens no new one for as long as the route's repeat interval, unless it fires
     * anew.
     *
     * @throws NotFoundException if there is no such incident
     */
    @Transactional
    public Incident resolve(UUID id, String actor) {
        return resolve(id, actor, "");
    }

    /**
     * The same, as PagerDuty says.
     *
     * @param heardFrom PagerDuty's key of what was resolved there, which is not told back; empty for none
     */
    @Transactional
    public Incident resolve(UUID id, String actor, String heardFrom) {
        Incident incident = lock(id);
        if (incident.resolved()) {
            return incident;
        }
        Duration quiet = routes.root()
                .find(incident.group().routeKey())
                .map(Route::repeatInterval)
                .orElse(QUIET_WITHOUT_ROUTE);
        return cycle.closeBy(new Closing(actor, heardFrom), incident, quiet, clock.instant());
    }

    /**
     * Keeps an incident quiet: no message but its end, no escalation, until a time.
     *
     * @param until in the future
     * @throws NotFoundException if there is no such incident
     * @throws ConflictException if it is resolved
     */
    @Transactional
    public Incident snooze(UUID id, Instant until, String actor) {
        return change(id, incident -> {
            Incident quiet = Escalator.pause(incident.snoozed(until));
            Instant now = clock.instant();
            journal.snoozed(quiet, actor, now);
            cycle.show(
                    quiet,
                    Kind.CHANGED,
                    "Quiet until " + Incident.Times.words(until) + ", says " + actor + ".",
                    "",
                    now);
            return quiet;
        });
    }

    /**
     * Takes the next step of escalation now; those after it follow at their distances.
     *
     * @throws NotFoundException if there is no such incident
     * @throws ConflictException if it is resolved, acknowledged or kept quiet, or no step is left
     */
    @Transactional
    public Incident escalate(UUID id, String actor) {
        return change(id, incident -> {
            Instant now = clock.instant();
            if (incident.state() == State.ACKNOWLEDGED || incident.snoozedAt(now) || incident.hold() != null) {
                throw new ConflictException("Incident " + id + " is acknowledged or kept quiet; reopen it first");
            }
            journal.lastHastened(incident)
                    .map(last -> last.plus(BETWEEN_STEPS))
                    .filter(now::isBefore)
                    .ifPresent(next -> {
                        throw new ConflictException(
                                "Incident " + id + " was escalated by hand a moment ago; its next step can be"
                                        + " taken from " + next.truncatedTo(ChronoUnit.SECONDS) + " on");
                    });
            Incident hastened = escalator
                    .hasten(incident, now)
                    .orElseThrow(() -> new ConflictException("Incident " + id + " has no step of escalation left"));
            journal.hastened(hastened, actor, now);
            return hastened;
        });
    }

    /**
     * Adds a note for everybody to read; also to one that is over.
     *
     * @throws NotFoundException if there is no such incident
     */
    @Transactional
    public Incident note(UUID id, String text, String actor) {
        Incident incident = lock(id);
        journal.noted(incident, actor, text, clock.instant());
        return incident;
    }

    private Incident change(UUID id, Function<Incident, Incident> change) {
        Incident incident = lock(id);
        if (incident.resolved()) {
            throw new ConflictException("Incident " + id + " is resolved already");
        }
        Incident changed = change.apply(incident);
        incidents.update(changed);
        return changed;
    }

    private Incident lock(UUID id) {
        return incidents.lock(id).orElseThrow(() -> new NotFoundException("incident", id.toString()));
    }
}
