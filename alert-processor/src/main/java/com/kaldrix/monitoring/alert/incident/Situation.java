package com.kaldrix.monitoring.alert.incident;

import com.kaldrix.monitoring.alert.alert.Alert;
import com.kaldrix.monitoring.alert.flap.FlapWatch.Seen;
import com.kaldrix.monitoring.alert.held.HeldBy;
import com.kaldrix.monitoring.alert.incident.Incident.Hold.Reason;
import com.kaldrix.monitoring.alert.suppression.Verdict;
import com.kaldrix.monitoring.alert.suppression.Verdicts;
import com.kaldrix.monitoring.common.label.Fingerprint;
import com.kaldrix.monitoring.common.severity.Severity;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The alerts of an incident at one moment, and who knows of them. */
final class Situation {
    private final List<Member> members;
    private final Map<String, Told> before;
    private final Verdicts verdicts;
    private final Seen flaps;
    private final Instant now;
    private final List<Alert> alerts;
    private final List<Alert> firing;
    private final List<Alert> audible;

    /**
     * @param members all that belong to it
     * @param before what each integration of the route's receiver was last told
     * @param verdicts what keeps alerts from being told
     * @param flaps which alerts come and go, and which did
     * @param now the moment
     */
    Situation(List<Member> members, Map<String, Told> before, Verdicts verdicts, Seen flaps, Instant now) {
        this.members = List.copyOf(members);
        this.before = Map.copyOf(before);
        this.verdicts = verdicts;
        this.flaps = flaps;
        this.now = now;
        this.alerts = members.stream().map(Member::alert).toList();
        this.firing = alerts.stream().filter(this::fires).toList();
        this.audible = firing.stream()
                .filter(alert -> !verdicts.suppressed(alert.fingerprint()))
                .toList();
    }

    List<Member> members() {
        return members;
    }

    /** What each integration of the route's receiver was last told. */
    Map<String, Told> before() {
        return before;
    }

    Verdicts verdicts() {
        return verdicts;
    }

    Seen flaps() {
        return flaps;
    }

    Instant now() {
        return now;
    }

    List<Alert> alerts() {
        return alerts;
    }

    /** What fires, also what is held back. What flaps counts as firing until it is calm, so that it is told once. */
    List<Alert> firing() {
        return firing;
    }

    /** What fires and may be told. */
    List<Alert> audible() {
        return audible;
    }

    private boolean fires(Alert alert) {
        return !alert.resolvedAt(now) || flaps.flapping().containsKey(alert.fingerprint());
    }

    /**
     * What is over and may be told: what is held back is not, unless somebody was told that it fires. An end calls nobody,
     * and a page whose end never comes is one that people learn to ignore.
     */
    List<Alert> over() {
        List<Alert> resolved = resolved();
        if (resolved.isEmpty()) {
            return List.of();
        }
        Set<Fingerprint> known = before.values().stream()
                .map(Told::firing)
                .flatMap(Collection::stream)
                .collect(Collectors.toSet());
        return resolved.stream()
                .filter(alert -> known.contains(alert.fingerprint()) || !verdicts.suppressed(alert.fingerprint()))
                .toList();
    }

    List<Alert> resolved() {
        return firing.size() == alerts.size()
                ? List.of()
                : alerts.stream().filter(alert -> !fires(alert)).toList();
    }

    /** Whether something fires and all of it is held back. */
    boolean held() {
        return !firing.isEmpty() && audible.isEmpty();
    }

    /** Whether some of what fires is held back. */
    boolean partly() {
        return audible.size() < firing.size();
    }

    /** What holds back, for one that is {@link #held}: the first that applies to any of its alerts. */
    Reason reason() {
        if (verdicts.muted()) {
            return Reason.TIME_INTERVAL;
        }
        Set<Reason> reasons = firing.stream()
                .map(alert -> reasons(verdicts.of(alert.fingerprint())))
                .flatMap(Collection::stream)
                .collect(Collectors.toSet());
        return Stream.of(Reason.values()).filter(reasons::contains).findFirst().orElse(Reason.INHIBITION);
    }

    private static Set<Reason> reasons(Verdict verdict) {
        Set<Reason> reasons = EnumSet.noneOf(Reason.class);
        if (verdict.heldBy(HeldBy.Kind.WINDOW)) {
            reasons.add(Reason.MAINTENANCE);
        }
        if (!verdict.silencedBy().isEmpty() || verdict.heldBy(HeldBy.Kind.SILENCE)) {
            reasons.add(Reason.SILENCE);
        }
        if (verdict.heldBy(HeldBy.Kind.CONDITION)) {
            reasons.add(Reason.CONDITION);
        }
        if (verdict.inhibitedBy().isPresent()) {
            reasons.add(Reason.INHIBITION);
        }
        return reasons;
    }

    /** How bad what may be told is; empty when nothing may. */
    Optional<Severity> audibleSeverity() {
        return audible.stream().map(Alert::severity).reduce(Severity::worst);
    }

    /** How bad it is as far as anybody may know: the incident's own severity, unless what made it so is held back. */
    Severity severity(Incident incident) {
        return partly()
                ? audible.stream().map(Alert::severity).reduce(Severity.P3, Severity::worst)
                : incident.severity();
    }
}
