package com.kaldrix.monitoring.alert.incident;

import com.kaldrix.monitoring.alert.alert.Alert;
import com.kaldrix.monitoring.alert.incident.Incident.Group;
import com.kaldrix.monitoring.alert.incident.Incident.State;
import com.kaldrix.monitoring.alert.incident.Incidents.Exceptions;
import com.kaldrix.monitoring.alert.incident.Incidents.OpenGroup;
import com.kaldrix.monitoring.alert.remediation.Remediator;
import com.kaldrix.monitoring.alert.route.Route;
import com.kaldrix.monitoring.alert.route.Routes;
import com.kaldrix.monitoring.alert.suppression.Suppression;
import com.kaldrix.monitoring.alert.suppression.Verdicts;
import com.kaldrix.monitoring.common.id.Ids;
import com.kaldrix.monitoring.common.label.Fingerprint;
import com.kaldrix.monitoring.common.severity.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Puts alerts that fire into incidents: one for each route and group key. */
@Component
public class Grouping {
    private final Routes routes;
    private final Incidents incidents;
    private final Escalator escalator;
    private final IncidentJournal journal;
    private final Suppression suppression;
    private final Remediator remediator;

    Grouping(
            Routes routes,
            Incidents incidents,
            Escalator escalator,
            IncidentJournal journal,
            Suppression suppression,
            Remediator remediator) {
        this.routes = routes;
        this.incidents = incidents;
        this.escalator = escalator;
        this.journal = journal;
        this.suppression = suppression;
        this.remediator = remediator;
    }

    /**
     * Puts alerts where they belong, in the caller's transaction. Those that belong to their incidents already cost no
     * lock.
     *
     * @param firing alerts that fire; the caller holds them
     * @return the earliest time at which anything is to be done for an incident that was opened or joined; empty when
     *     none was
     */
    public Optional<Instant> place(List<Alert> firing, Instant now) {
        Map<String, Placement> placements = placements(firing);
        if (placements.isEmpty()) {
            return Optional.empty();
        }
        Map<String, OpenGroup> open = incidents.openGroups(placements.keySet());
        Exceptions exceptions = incidents.exceptions(placements.keySet(), now);
        Optional<Instant> earliest = Optional.empty();
        for (Placement placement : placements.values()) {
            placement.drop(exceptions.dismissed().getOrDefault(placement.group().key(), Map.of()));
            divert(placement, exceptions.split().getOrDefault(placement.group().key(), Map.of()), now);
            OpenGroup there = open.get(placement.group().key());
            if (placement.alerts().isEmpty() || there != null && changesNothing(placement, there, now)) {
                continue;
            }
            Instant due = join(placement, now);
            earliest = earliest.filter(time -> time.isBefore(due)).or(() -> Optional.of(due));
        }
        return earliest;
    }

    /** By group key and in its order, so that two replicas that join the same groups wait for each other, in turn. */
    private Map<String, Placement> placements(List<Alert> firing) {
        Map<String, Placement> placements = new TreeMap<>();
        Route root = routes.root();
        for (Alert alert : firing) {
            for (Route route : root.match(alert.routingLabels())) {
                Group group = group(route, alert);
                placements
                        .computeIfAbsent(group.key(), key -> new Placement(route, group, new ArrayList<>()))
                        .alerts()
                        .add(alert);
            }
        }
        return placements;
    }

    private static Group group(Route route, Alert alert) {
        var labels = route.groupLabels(route.groupBy().all() ? alert.labels() : alert.routingLabels());
        return new Group(route.identity() + ":" + labels, route.identity(), route.receiver(), labels, alert.region());
    }

    private Instant join(Placement placement, Instant now) {
        while (true) {
            Optional<Incident> there = incidents.lockOpen(placement.group().key());
            if (there.isPresent()) {
                return joinExisting(there.get(), placement, now);
            }
            Incident opened = open(identity(placement), placement, now);
            if (incidents.add(opened)) {
                incidents.join(opened.id(), placement.fingerprints(), now);
                journal.opened(opened, placement.alerts(), now);
                heal(opened, placement, now);
                return opened.flushAt();
            }
        }
    }

    /** One of its own, unless the alert names the incident that it opens. */
    private UUID identity(Placement placement) {
        Alert first = placement.alerts().getFirst();
        return first.derived()
                .find(Alert.INCIDENT)
                .map(name -> Ids.named(
                        first.startsAt(), name + "/" + placement.group().key()))
                .filter(id -> incidents.lock(id).isEmpty())
                .orElseGet(Ids::next);
    }

    /** As Alertmanager: the first message waits for more alerts, but not when they have fired for longer than that. */
    private static Incident open(UUID id, Placement placement, Instant now) {
        Route route = placement.route();
        boolean waited = placement.alerts().stream()
                .anyMatch(alert -> alert.startsAt().plus(route.groupWait()).isBefore(now));
        return Incident.open(
                id,
                placement.group(),
                IncidentTitle.of(placement.alerts()),
                placement.severity(),
                now,
                waited ? now : now.plus(route.groupWait()));
    }

    /** What was split off goes to the incident of its own, as long as that stands. */
    private void divert(Placement placement, Map<Fingerprint, UUID> split, Instant now) {
        new TreeSet<>(split.values())
                .forEach(id -> incidents
                        .lock(id)
                        .filter(incident -> !incident.resolved())
                        .ifPresent(incident -> {
                            Placement own = placement.take(alert -> id.equals(split.get(alert.fingerprint())));
                            Set<Fingerprint> members = incidents.members(id).stream()
                                    .map(member -> member.alert().fingerprint())
                                    .collect(Collectors.toSet());
                            boolean known = members.containsAll(own.fingerprints());
                            if (!own.alerts().isEmpty()
                                    && !(known && worse(own, incident, now).isEmpty())) {
                                joinExisting(incident, own, now);
                            }
                        }));
    }

    /** Whether they belong to it already and make it no worse, as far as anybody may hear of them. */
    private boolean changesNothing(Placement placement, OpenGroup there, Instant now) {
        return there.alerts().containsAll(placement.fingerprints())
                && worse(placement, there.incident(), now).isEmpty();
    }

    /** The alerts that make an incident worse and may be heard; one that is held back makes nothing worse until it may be. */
    private List<Alert> worse(Placement placement, Incident incident, Instant now) {
        if (!placement.severity().isMoreSevereThan(incident.severity())) {
            return List.of();
        }
        Verdicts verdicts = suppression.judge(placement.route(), placement.alerts(), now);
        return placement.alerts().stream()
                .filter(alert -> alert.severity().isMoreSevereThan(incident.severity()))
                .filter(alert -> !verdicts.suppressed(alert.fingerprint()))
                .toList();
    }

    private Instant joinExisting(Incident incident, Placement placement, Instant now) {
        incidents.join(incident.id(), placement.fingerprints(), now);
        Incident changed = incident;
        List<Alert> worse = worse(placement, incident, now);
        if (!worse.isEmpty()) {
            changed = raise(incident, placement, worse, now);
        }
        changed = lookSoon(changed, placement.route(), now);
        journal.joined(changed, placement.alerts().size(), now);
        heal(changed, placement, now);
        incidents.update(changed);
        return changed.dueAt().orElse(now);
    }

    /** What is held back is not put right either: somebody works there, or does not want it touched. */
    private void heal(Incident incident, Placement placement, Instant now) {
        List<Alert> wanted = remediator.wanted(placement.alerts());
        if (!wanted.isEmpty()) {
            Verdicts verdicts = suppression.judge(placement.route(), wanted, now);
            List<Alert> audible = wanted.stream()
                    .filter(alert -> !verdicts.suppressed(alert.fingerprint()))
                    .toList();
            remediator.consider(incident.id(), audible, now);
        }
    }

    /** Where all was held back nobody knows of the group: what joins it may be heard, and waits no longer than a first alert. */
    private static Incident lookSoon(Incident incident, Route route, Instant now) {
        Instant soon = now.plus(route.groupWait());
        return incident.hold() != null && soon.isBefore(incident.flushAt()) ? incident.withFlushAt(soon) : incident;
    }

    /** What has become worse does not wait for the group interval. */
    private Incident raise(Incident incident, Placement placement, List<Alert> worse, Instant now) {
        Incident raised =
                incident.withSeverity(worse.stream().map(Alert::severity).reduce(Severity.P3, Severity::worst));
        journal.raised(raised, incident.severity(), now);
        Instant soon = now.plus(placement.route().groupWait());
        if (soon.isBefore(raised.flushAt())) {
            raised = raised.withFlushAt(soon);
        }
        if (incident.state() == State.ACKNOWLEDGED || incident.snoozedAt(now)) {
            raised = escalator.restart(raised.reopened(), worse, now);
            journal.reopened(raised, null, "A more severe alert joined", now);
            return raised;
        }
        return incident.times().toldAt() == null ? raised : escalator.begin(raised, worse, now);
    }

    /** Alerts that belong to one group. */
    private record Placement(Route route, Group group, List<Alert> alerts) {
        List<Fingerprint> fingerprints() {
            return alerts.stream().map(Alert::fingerprint).sorted().toList();
        }

        Severity severity() {
            return alerts.stream().map(Alert::severity).reduce(Severity.P3, Severity::worst);
        }

        /** Takes these alerts out, as a placement of their own. */
        Placement take(Predicate<Alert> these) {
            List<Alert> taken = new ArrayList<>(alerts.stream().filter(these).toList());
            alerts.removeAll(taken);
            return new Placement(route, group, taken);
        }

        /** Takes out the occurrences that somebody has resolved by hand. */
        void drop(Map<Fingerprint, Instant> dismissed) {
            alerts.removeIf(alert -> alert.startsAt().equals(dismissed.get(alert.fingerprint())));
        }
    }
}
