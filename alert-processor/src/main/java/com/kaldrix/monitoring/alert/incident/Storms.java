package com.kaldrix.monitoring.alert.incident;

import com.kaldrix.monitoring.alert.alert.Alert;
import com.kaldrix.monitoring.alert.incident.Incident.Group;
import com.kaldrix.monitoring.alert.route.Route;
import com.kaldrix.monitoring.alert.storm.StormRule;
import com.kaldrix.monitoring.alert.storm.StormRules;
import com.kaldrix.monitoring.common.id.Ids;
import com.kaldrix.monitoring.common.label.Fingerprint;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.severity.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Storms: where more incidents than usual are opened for a receiver within a minute, those of which nobody has been told are told
 * together, by one incident that has all their alerts. It is told, repeated, escalated, acknowledged and ended as any other, so that
 * no alert is lost and none is told twice. While it stands, theirs is the history, and it speaks.
 */
@Component
class Storms {
    /** With this the group key of an incident begins that stands for others. */
    private static final String PREFIX = "storm/";

    private final StormRules rules;
    private final Incidents incidents;
    private final StormMembers members;
    private final IncidentJournal journal;

    Storms(StormRules rules, Incidents incidents, StormMembers members, IncidentJournal journal) {
        this.rules = rules;
        this.incidents = incidents;
        this.members = members;
        this.journal = journal;
    }

    /** Whether it stands for others. */
    static boolean isSummary(Incident incident) {
        return incident.group().key().startsWith(PREFIX);
    }

    /** What a message of an incident that stands for others says. */
    List<String> notes(Incident incident) {
        if (!isSummary(incident)) {
            return List.of();
        }
        return List.of(
                "Alert storm: this page stands for " + members.count(incident.id())
                        + " incidents, which are listed with all their details where its link leads. They are not told one by one.");
    }

    /**
     * What becomes of an incident of which nobody has been told.
     *
     * @param incident locked by the caller's transaction, as are all below
     * @return the incident that tells of it; empty when it is to be told itself
     */
    Optional<Incident> teller(Incident incident, Route route, Situation situation) {
        if (incident.times().toldAt() != null || isSummary(incident)) {
            return Optional.empty();
        }
        Optional<Incident> known =
                members.summary(incident.id()).flatMap(incidents::lock).filter(one -> speaks(one, route, situation));
        if (known.isPresent()) {
            return Optional.of(join(known.get(), incident, route, situation));
        }
        StormRule rule = rules.current();
        boolean storm = !rule.off()
                && members.openedWithinAMinute(
                                incident.group().receiver(), incident.times().openedAt(), rule.incidents() + 1)
                        > rule.incidents();
        if (!storm) {
            return Optional.empty();
        }
        Incident summary = summary(incident, route, situation);
        members.add(incident.id(), summary.id());
        journal.absorbed(incident, summary, situation.now());
        return Optional.of(join(summary, incident, route, situation));
    }

    /**
     * Whether it tells of these alerts: while it stands; and when somebody has closed it, of what it had then, for as long as what
     * is closed by hand keeps quiet.
     */
    private boolean speaks(Incident summary, Route route, Situation situation) {
        Instant resolvedAt = summary.times().resolvedAt();
        if (resolvedAt == null) {
            return true;
        }
        if (summary.resolvedBy() == null
                || summary.resolvedBy().equals(IncidentCycle.CONFIGURATION)
                || !resolvedAt.plus(route.repeatInterval()).isAfter(situation.now())) {
            return false;
        }
        Map<Fingerprint, Instant> had = incidents.history(summary.id()).stream()
                .map(Member::alert)
                .collect(Collectors.toMap(Alert::fingerprint, Alert::startsAt));
        return situation.audible().stream().allMatch(alert -> alert.startsAt().equals(had.get(alert.fingerprint())));
    }

    private Incident summary(Incident first, Route route, Situation situation) {
        String key = PREFIX + first.group().receiver();
        while (true) {
            Optional<Incident> there = incidents.lockOpen(key);
            if (there.isPresent()) {
                return there.get();
            }
            Group group = new Group(
                    key,
                    first.group().routeKey(),
                    first.group().receiver(),
                    Labels.empty(),
                    first.group().region());
            Incident opened = Incident.open(
                    Ids.next(),
                    group,
                    IncidentTitle.of(situation.audible()),
                    situation.severity(first),
                    situation.now(),
                    situation.now().plus(route.groupWait()));
            if (incidents.add(opened)) {
                journal.opened(opened, situation.audible(), situation.now());
                return opened;
            }
        }
    }

    private Incident join(Incident summary, Incident incident, Route route, Situation situation) {
        if (summary.resolved()) {
            return summary;
        }
        List<Fingerprint> audible =
                situation.audible().stream().map(Alert::fingerprint).sorted().toList();
        incidents.join(summary.id(), audible, situation.now());
        Severity worst = situation.severity(incident);
        Instant soon = situation.now().plus(route.groupWait());
        if (worst.isMoreSevereThan(summary.severity()) && soon.isBefore(summary.flushAt())) {
            incidents.update(summary.withFlushAt(soon));
        }
        return summary;
    }

    /** Who stands for whom. */
    interface StormMembers {
        /** The incident that stands for this one; empty for none. */
        Optional<UUID> summary(UUID incident);

        void add(UUID incident, UUID summary);

        /** For how many incidents this one stands. */
        int count(UUID summary);

        /**
         * How many incidents were opened for a receiver within the minute before or after {@code at}, whichever are more.
         *
         * @param most no more than this are counted
         */
        int openedWithinAMinute(String receiver, Instant at, int most);
    }
}
