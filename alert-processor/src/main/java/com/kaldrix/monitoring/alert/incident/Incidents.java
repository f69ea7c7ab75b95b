package com.kaldrix.monitoring.alert.incident;

import com.kaldrix.monitoring.common.label.Fingerprint;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** All incidents, also those that are over. Every method joins the caller's transaction. */
public interface Incidents {
    /** The incident of this group that is not resolved, locked; empty when there is none. */
    Optional<Incident> lockOpen(String groupKey);

    /** The incident with this id, locked; empty when there is none. */
    Optional<Incident> lock(UUID id);

    /** The incident whose time has come at {@code now} and that no other replica has in hand, most severe first. */
    Optional<Incident> lockDue(Instant now);

    /** Adds it; false when its group has one that is not resolved already. */
    boolean add(Incident incident);

    void update(Incident incident);

    Optional<Incident> find(UUID id);

    /** For each of these groups that has an incident which is not resolved: the alerts that belong to it. */
    Map<String, OpenGroup> openGroups(Collection<String> groupKeys);

    /** Adds alerts; those that had left are back, those that are there already stay. */
    void join(UUID incident, Collection<Fingerprint> alerts, Instant now);

    /** Takes alerts out of the group and keeps a picture of each for the history. */
    void leave(UUID incident, Collection<Member> members, Instant now);

    /** The alerts of an incident that have not left, in order of fingerprints. */
    List<Member> members(UUID incident);

    /** All alerts that ever belonged to an incident, in order of fingerprints. */
    List<Member> history(UUID incident);

    /** What each integration of the route's receiver was last told, by the integration's name. */
    Map<String, Told> told(UUID incident);

    void tell(UUID incident, String integration, Told told);

    /**
     * Notes that somebody resolved a group by hand while these alerts fired.
     *
     * @param until until when the same occurrence opens no new incident
     */
    void dismiss(String groupKey, Collection<Member> firing, Instant until);

    /** What of these groups does not go where the rest of its group goes. */
    Exceptions exceptions(Collection<String> groupKeys, Instant now);

    /** Has alerts of a group join the incident that it was merged into, as long as that stands. */
    void redirect(Incident merged, Incident into);

    /** Has these alerts of a group join an incident of their own, as long as that stands. */
    void divert(String groupKey, Collection<Fingerprint> alerts, UUID incident);

    /** Takes back the dismissals whose time is up, and returns their alerts. */
    Set<Fingerprint> takeLapsedDismissals(Instant now);

    /** Deletes incidents that were over before {@code before}, at most {@code limit}; how many they were. */
    int forget(Instant before, int limit);

    /**
     * What does not go where the rest of its group goes, by group key.
     *
     * @param dismissed occurrences that were dismissed and whose time is not up: their start by alert
     * @param split alerts that belong to an incident of their own, by alert
     */
    record Exceptions(Map<String, Map<Fingerprint, Instant>> dismissed, Map<String, Map<Fingerprint, UUID>> split) {}

    /**
     * @param incident its incident
     * @param alerts the alerts that belong to it
     */
    record OpenGroup(Incident incident, Set<Fingerprint> alerts) {}
}
