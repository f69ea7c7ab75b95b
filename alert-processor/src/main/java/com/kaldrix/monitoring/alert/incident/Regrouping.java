package com.kaldrix.monitoring.alert.incident;

import com.kaldrix.monitoring.alert.alert.Alert;
import com.kaldrix.monitoring.alert.incident.Incident.State;
import com.kaldrix.monitoring.alert.receiver.Receivers;
import com.kaldrix.monitoring.common.id.Ids;
import com.kaldrix.monitoring.common.label.Fingerprint;
import com.kaldrix.monitoring.common.problem.ConflictException;
import com.kaldrix.monitoring.common.problem.InvalidRequestException;
import com.kaldrix.monitoring.common.problem.NotFoundException;
import com.kaldrix.monitoring.common.severity.Severity;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Hands incidents over, merges and splits them. What channels were told goes along with the alerts, so
 * that none is told twice because of it and none is forgotten.
 */
@Component
public class Regrouping {
    private final Incidents incidents;
    private final Receivers receivers;
    private final IncidentCycle cycle;
    private final Escalator escalator;
    private final IncidentJournal journal;
    private final Clock clock;

    Regrouping(
            Incidents incidents,
            Receivers receivers,
            IncidentCycle cycle,
            Escalator escalator,
            IncidentJournal journal,
            Clock clock) {
        this.incidents = incidents;
        this.receivers = receivers;
        this.cycle = cycle;
        this.escalator = escalator;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * Has another receiver told of it from now on: at once, as of one that nobody has taken.
     *
     * @throws NotFoundException if there is no such incident
     * @throws ConflictException if it is resolved
     * @throws InvalidRequestException if the receiver tells nobody
     */
    @Transactional
    public Incident reassign(UUID id, String receiver, String actor) {
        Incident incident = standing(id);
        boolean tellsSomebody = receivers
                .find(receiver)
                .map(found -> !found.integrations().isEmpty())
                .orElse(false);
        if (!tellsSomebody) {
            throw new InvalidRequestException(
                    "/receiver", "must be a receiver of the configuration that tells somebody");
        }
        String before = incident.group().receiver();
        if (before.equals(receiver)) {
            return incident;
        }
        Instant now = clock.instant();
        Incident handed = incident.withReceiver(receiver).withFlushAt(now);
        if (incident.state() == State.ACKNOWLEDGED || incident.snoozedAt(now)) {
            handed = handed.reopened();
        }
        if (incident.times().toldAt() != null) {
            handed = escalator.restart(handed, firing(id, now), now);
        }
        journal.reassigned(handed, before, actor, now);
        incidents.update(handed);
        return handed;
    }

    /**
     * Makes an incident a part of another.
     *
     * @return the other one
     * @throws NotFoundException if there is no such incident
     * @throws ConflictException if one of them is resolved, or they are told to different receivers
     * @throws InvalidRequestException if the two are one
     */
    @Transactional
    public Incident merge(UUID id, UUID into, String actor) {
        if (id.equals(into)) {
            throw new InvalidRequestException("/into", "must be another incident");
        }
        // In one order, so that two who merge crosswise wait for each other, in turn.
        boolean straight = id.compareTo(into) < 0;
        Incident first = standing(straight ? id : into);
        Incident second = standing(straight ? into : id);
        Incident merged = straight ? first : second;
        Incident target = straight ? second : first;
        if (!merged.group().receiver().equals(target.group().receiver())) {
            throw new ConflictException(
                    "Incident " + id + " is told to " + merged.group().receiver() + " and " + into + " to "
                            + target.group().receiver() + "; hand one of them over first");
        }
        Instant now = clock.instant();
        List<Member> members = incidents.members(id);
        incidents.join(into, fingerprints(members), now);
        Map<String, Told> known = incidents.told(into);
        incidents
                .told(id)
                .forEach((integration, told) -> incidents.tell(
                        into,
                        integration,
                        known.containsKey(integration) ? union(known.get(integration), told) : told));
        Incident whole = joined(target, merged, now);
        incidents.update(whole);
        incidents.redirect(merged, whole);
        cycle.closeInto(merged, whole, actor, now);
        return whole;
    }

    /** The other one with what the merged one brings: what nobody has taken is taken by nobody, and the worse counts. */
    private Incident joined(Incident target, Incident merged, Instant now) {
        Instant told = merged.times().toldAt();
        Incident whole = told == null ? target : target.told(told);
        boolean worse = merged.severity().isMoreSevereThan(target.severity());
        if (worse) {
            whole = whole.withSeverity(merged.severity());
            journal.raised(whole, target.severity(), now);
        }
        if (merged.flushAt().isBefore(whole.flushAt())) {
            whole = whole.withFlushAt(merged.flushAt());
        }
        boolean taken = target.state() == State.ACKNOWLEDGED || target.snoozedAt(now);
        boolean open = merged.state() == State.OPEN && !merged.snoozedAt(now);
        if (taken && open) {
            whole = whole.reopened();
            journal.reopened(whole, null, "An incident that nobody had taken was merged into it", now);
            return escalator.restart(whole, firing(target.id(), now), now);
        }
        return worse && whole.times().toldAt() != null ? escalator.begin(whole, firing(target.id(), now), now) : whole;
    }

    private static Told union(Told one, Told other) {
        Set<Fingerprint> firing = new HashSet<>(one.firing());
        firing.addAll(other.firing());
        Set<Fingerprint> resolved = new HashSet<>(one.resolved());
        resolved.addAll(other.resolved());
        return new Told(firing, resolved, one.at().isAfter(other.at()) ? one.at() : other.at());
    }

    /**
     * Makes alerts of an incident one of their own, which is told once.
     *
     * @return the new one
     * @throws NotFoundException if there is no such incident
     * @throws ConflictException if it is resolved
     * @throws InvalidRequestException if the alerts do not all belong to it, or are all that do
     */
    @Transactional
    public Incident split(UUID id, Set<Fingerprint> alerts, String actor) {
        Incident from = standing(id);
        List<Member> members = incidents.members(id);
        List<Member> moving = members.stream()
                .filter(member -> alerts.contains(member.alert().fingerprint()))
                .toList();
        if (moving.size() < alerts.size()) {
            throw new InvalidRequestException("/alerts", "must all belong to the incident");
        }
        if (moving.size() == members.size()) {
            throw new InvalidRequestException("/alerts", "must not be all that belong to the incident");
        }
        Instant now = clock.instant();
        Incident off = opened(from, moving, now);
        incidents.add(off);
        incidents.leave(id, moving, now);
        incidents.join(off.id(), alerts, now);
        incidents.divert(from.group().key(), alerts, off.id());
        incidents.told(id).forEach((integration, told) -> incidents.tell(id, integration, without(told, alerts)));
        journal.split(from, off, moving.stream().map(Member::alert).toList(), actor, now);
        return off;
    }

    private static Incident opened(Incident from, List<Member> moving, Instant now) {
        UUID id = Ids.next();
        Incident.Group group = new Incident.Group(
                from.group().key() + "#" + id,
                from.group().routeKey(),
                from.group().receiver(),
                from.group().labels(),
                from.group().region());
        List<Alert> moved = moving.stream().map(Member::alert).toList();
        Severity worst = moved.stream().map(Alert::severity).reduce(Severity.P3, Severity::worst);
        Incident off = Incident.open(id, group, IncidentTitle.of(moved), worst, now, now);
        String taken = from.acknowledgedBy();
        return from.state() == State.ACKNOWLEDGED && taken != null ? off.acknowledged(taken, now) : off;
    }

    private static Told without(Told told, Set<Fingerprint> alerts) {
        Set<Fingerprint> firing = new HashSet<>(told.firing());
        firing.removeAll(alerts);
        Set<Fingerprint> resolved = new HashSet<>(told.resolved());
        resolved.removeAll(alerts);
        return new Told(firing, resolved, told.at());
    }

    private List<Alert> firing(UUID id, Instant now) {
        return incidents.members(id).stream()
                .map(Member::alert)
                .filter(alert -> !alert.resolvedAt(now))
                .toList();
    }

    private static Set<Fingerprint> fingerprints(List<Member> members) {
        return members.stream().map(member -> member.alert().fingerprint()).collect(Collectors.toSet());
    }

    private Incident standing(UUID id) {
        Incident incident = incidents.lock(id).orElseThrow(() -> new NotFoundException("incident", id.toString()));
        if (incident.resolved()) {
            throw new ConflictException("Incident " + id + " is resolved already");
        }
        return incident;
    }
}
